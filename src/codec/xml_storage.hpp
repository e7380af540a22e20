// Memory and the expat parser behind XML documents, reused within a thread.
#pragma once

#include <expat.h>
#include <coaws/codec/xml_document.hpp>
#include <memory>
#include <string>
#include <vector>

namespace coaws::codec {

struct xml_document::storage {
    /// An attribute; offsets and lengths refer to `joined`.
    struct attribute {
        index element = 0;
        std::uint32_t name_offset = 0;
        std::uint32_t name_length = 0;
        std::uint32_t value_offset = 0;
        std::uint32_t value_length = 0;
    };

    std::vector<node> nodes;
    std::vector<index> open;
    std::vector<attribute> attributes;  ///< ordered by element
    std::string joined;                 ///< texts that are no single view into the document, attributes
    XML_Parser parser = nullptr;

    storage();
    ~storage();
    storage(storage const&) = delete;
    storage& operator=(storage const&) = delete;

    /// Fills the vectors from `text`; throws response_parser_error.
    void parse(std::string_view text);
    /// Whether it is small enough to be kept.
    bool worth_keeping() const noexcept;

    /// Takes the thread's spare storage, or makes one.
    static std::unique_ptr<storage> acquire();
    /// Gives it back.
    static void release(std::unique_ptr<storage> s) noexcept;
};

}  // namespace coaws::codec
