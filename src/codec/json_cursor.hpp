// Reading a parsed JSON document under a schema: what json_reader forwards to.
#pragma once

#include <simdjson.h>

#include <coaws/codec/json.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::codec {

/// The parser with its buffers, and the place reached on its tape. Kept for the next document of the thread.
///
/// Its functions do what those of the same names do in `shape_reader`. None is virtual, and those that are
/// called for every value are inline, for readers that know that they have JSON before them.
class json_cursor {
  public:
    /// A cursor from the thread's store, or a new one; and back again.
    static std::unique_ptr<json_cursor> acquire();
    static void release(std::unique_ptr<json_cursor> c) noexcept;

    json_cursor() = default;
    json_cursor(json_cursor const&) = delete;
    json_cursor& operator=(json_cursor const&) = delete;

    /// Parses a body by the rules of WIRE-27.
    void load(std::string_view text, std::size_t room_behind);
    void rewind() noexcept {
        open_.clear();
        here_ = root;
    }

    bool at_object() const noexcept { return at(root).tape_ref_type() == type::START_OBJECT; }
    bool has_member(std::string_view name) const noexcept { return find_in_root(name) != 0; }
    std::optional<std::string> member_text(std::string_view name) const;

    bool read_null() const noexcept { return type_here() == type::NULL_VALUE; }
    wire_kind peek(schema const& s) const noexcept;

    void begin_struct(schema const& s) {
        auto const found = type_here();
        if (found == type::START_OBJECT)
            enter();
        else if (s.member_count() == 0 || (found == type::NULL_VALUE && open_.empty()))
            push();  // nothing is looked for in it; a body of `null` is as good as none
        else
            refuse(s, "structure");
    }
    schema const* next_member(schema const& s) {
        auto& f = open_.back();
        while (f.next != f.end) {
            auto const key = next_key();
            if (type_here() == type::NULL_VALUE) continue;
            bool const counts = key != "__type";
            f.set += counts ? 1U : 0U;
            // Services mostly send members in the order of their model.
            if (f.guess < s.member_count() && same_name(s.member(f.guess).wire_name(), key))
                return &s.member(f.guess++);
            if (auto const* member = s.find_wire_member(key)) {
                f.guess = member->index() + std::uint32_t{1};
                return member;
            }
            if (counts && f.unknown.empty()) f.unknown = key;
        }
        if (s.traits().is_union && f.set != 1) refuse_union(s);
        unknown_ = f.unknown;
        open_.pop_back();
        return nullptr;
    }
    std::string_view unknown_member() const noexcept { return unknown_; }

    std::size_t begin_list(schema const& s) {
        if (type_here() != type::START_ARRAY) refuse(s, "list");
        return enter();
    }
    bool next_element(schema const&) {
        auto& f = open_.back();
        if (f.next == f.end) {
            open_.pop_back();
            return false;
        }
        here_ = f.next;
        f.next = at(here_).after_element();
        return true;
    }
    std::size_t begin_map(schema const& s) {
        if (type_here() != type::START_OBJECT) refuse(s, "map");
        return enter();
    }
    bool next_entry(schema const&, std::string_view& key) {
        if (open_.back().next == open_.back().end) {
            open_.pop_back();
            return false;
        }
        key = next_key();
        return true;
    }

    void read_string(schema const&, std::string& out) {
        if (type_here() == type::STRING)
            out += text();
        else
            out += scalar_text(here_);
    }
    bool read_bool(schema const& s);
    std::int64_t read_int(schema const& s);
    double read_double(schema const& s);
    void read_blob(schema const& s, std::string& out);
    timestamp read_timestamp(schema const& s);
    /// The scalar here, whatever the schema wants.
    wire_scalar read_as_decoded(schema const& s) const;
    void skip() const noexcept {}

    /// Whether the number here is beyond the signed 64-bit integers.
    bool is_big_integer() const noexcept { return type_here() == type::UINT64; }

  private:
    using type = simdjson::internal::tape_type;

    /// A container that was entered. Places are indices of the tape.
    struct frame {
        std::size_t next = 0;  ///< the key or element to come
        std::size_t end = 0;
        std::string_view unknown;  ///< first member that the schema lacks
        std::uint32_t guess = 0;   ///< index of the member expected next
        std::uint32_t set = 0;     ///< members that are not null, `__type` aside
    };

    static constexpr std::size_t root = 1;  ///< entry 0 stands for the document

    static std::unique_ptr<json_cursor>& spare() noexcept;

    simdjson::internal::tape_ref at(std::size_t index) const noexcept { return {&parser_.doc, index}; }
    type type_here() const noexcept { return at(here_).tape_ref_type(); }
    std::string_view text() const noexcept { return at(here_).get_string_view(); }
    template <class Number>
    Number number() const noexcept {
        return at(here_).next_tape_value<Number>();
    }

    frame& push() {
        if (open_.size() >= most_levels) refuse_depth();
        return open_.emplace_back();
    }
    /// Enters the container here; gives the number of its entries.
    std::size_t enter() {
        frame& f = push();
        auto const start = at(here_);
        f.next = here_ + 1;
        f.end = start.matching_brace_index() - 1;
        return start.scope_count();
    }
    /// Moves to the next key of the object entered last, which must not be at its end, and to its value.
    std::string_view next_key() noexcept {
        frame& f = open_.back();
        here_ = f.next + 1;
        std::string_view const key = at(f.next).get_string_view();
        f.next = at(here_).after_element();
        return key;
    }

    /// The value of a root object's member, or 0.
    std::size_t find_in_root(std::string_view name) const noexcept;
    /// The scalar at a place as text.
    std::string scalar_text(std::size_t index) const;
    [[noreturn]] static void refuse(schema const& s, std::string_view expected);
    [[noreturn]] static void refuse_union(schema const& s);
    [[noreturn]] static void refuse_depth();

    static constexpr std::size_t most_levels = 1000;

    simdjson::dom::parser parser_;
    std::size_t here_ = root;  ///< where the value stands that is read next
    std::vector<frame> open_;
    std::string_view unknown_;  ///< of the structure just left
};

}  // namespace coaws::codec
