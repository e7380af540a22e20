// A cursor over a parsed JSON document: what json_reader is made of.
#pragma once

#include <simdjson.h>

#include <coaws/codec/json.hpp>
#include <memory>
#include <string_view>
#include <vector>

namespace coaws::codec {

/// The parser with its buffers and the place reached. Kept for the next document of the thread.
struct json_reader::cursor {
    struct frame {
        simdjson::dom::object::iterator member, members_end;
        simdjson::dom::array::iterator element, elements_end;
        std::string_view unknown;  ///< first member that the schema lacks
        std::size_t guess = 0;     ///< index of the member expected next
        std::size_t set = 0;       ///< members that are not null, `__type` aside
    };

    simdjson::dom::parser parser;
    simdjson::dom::element root, here;
    std::vector<frame> open;
    std::string_view unknown;  ///< of the structure just left

    cursor() = default;
    cursor(cursor const&) = delete;
    cursor& operator=(cursor const&) = delete;

    /// Parses a body by the rules of WIRE-27.
    void load(std::string_view text, std::size_t room_behind);

    frame& push();
    schema const* match(schema const& s, std::string_view key);
    std::string scalar_text(simdjson::dom::element e) const;

    /// A cursor from the thread's store, or a new one; and back again.
    static std::unique_ptr<cursor> acquire();
    static void release(std::unique_ptr<cursor> c) noexcept;
    static std::unique_ptr<cursor>& spare() noexcept;
};

}  // namespace coaws::codec
