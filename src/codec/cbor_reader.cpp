// Reading CBOR bodies under a schema.
#include <algorithm>
#include <coaws/base/text.hpp>
#include <coaws/codec/cbor.hpp>
#include <coaws/http/body.hpp>
#include <utility>

#include "codec/cbor_token.hpp"
#include "codec/text_scalars.hpp"

namespace coaws::codec {

namespace {

[[noreturn]] void refuse(schema const& s, std::string_view expected) {
    refuse_cbor(std::string(s.name()) + " is no " + std::string(expected));
}

}  // namespace

bool cbor_reader::at_object() const noexcept {
    return !bytes_.empty() && static_cast<unsigned char>(bytes_.front()) >> 5 == cbor_map;
}

void cbor_reader::rewind() noexcept {
    at_ = 0;
    open_.clear();
}

/// Finds an entry of the map at the start; at its value when true.
bool cbor_reader::find_member(std::string_view name) {
    rewind();
    cbor_head head = read_cbor_head(bytes_, at_);
    for (std::uint64_t left = head.argument; head.indefinite() ? !take_cbor_break(bytes_, at_) : left > 0;
         --left) {
        if (read_key() == name) return true;
        skip_cbor(bytes_, at_);
    }
    return false;
}

bool cbor_reader::has_member(std::string_view name) const {
    cbor_reader search(bytes_);
    return search.find_member(name);
}

std::optional<std::string> cbor_reader::member_text(std::string_view name) const {
    cbor_reader search(bytes_);
    if (!search.find_member(name)) return std::nullopt;
    cbor_head head = read_cbor_head(bytes_, search.at_);
    if (head.major == cbor_text) return std::string(read_cbor_string(bytes_, search.at_, head, search.text_));
    std::int64_t n = 0;
    if (cbor_integer(head, n)) return std::to_string(n);
    if (head.is_number()) return format_double(cbor_number(head));
    return std::nullopt;
}

bool cbor_reader::read_null() {
    std::size_t at = at_;
    if (!read_cbor_head(bytes_, at).is_null()) return false;
    at_ = at;
    return true;
}

wire_kind cbor_reader::peek(schema const&) {
    std::size_t at = at_;
    cbor_head head = read_cbor_head(bytes_, at);
    std::int64_t ignored = 0;
    switch (head.major) {
        case cbor_unsigned:
        case cbor_negative:
            return cbor_integer(head, ignored) ? wire_kind::integer : wire_kind::number;
        case cbor_bytes:
            return wire_kind::bytes;
        case cbor_text:
            return wire_kind::string;
        case cbor_array:
            return wire_kind::list;
        case cbor_map:
            return wire_kind::map;
        case cbor_tag:
            return wire_kind::timestamp;
        default:
            break;
    }
    if (head.is_null()) return wire_kind::null;
    return head.is_bool() ? wire_kind::boolean : wire_kind::number;
}

std::size_t cbor_reader::open(schema const& s, unsigned major, std::string_view expected) {
    cbor_head head = read_cbor_head(bytes_, at_);
    if (head.major != major) refuse(s, expected);
    if (open_.size() >= cbor_most_levels) {
        refuse_cbor("more than " + std::to_string(cbor_most_levels) + " levels");
    }
    frame opened;
    opened.left = head.argument;
    opened.indefinite = head.indefinite();
    open_.push_back(std::move(opened));
    // Items of a byte each may become large objects: room for many is made as they come.
    constexpr std::uint64_t most_told = 1000;
    return static_cast<std::size_t>(std::min(open_.back().left, most_told));
}

bool cbor_reader::advance() {
    frame& f = open_.back();
    if (f.indefinite) return !take_cbor_break(bytes_, at_);
    if (f.left == 0) return false;
    --f.left;
    return true;
}

std::string_view cbor_reader::read_key() {
    cbor_head head = read_cbor_head(bytes_, at_);
    if (head.major != cbor_text) refuse_cbor("a key is no text");
    return read_cbor_string(bytes_, at_, head, key_);
}

schema const* cbor_reader::match(schema const& s, std::string_view key) {
    frame& f = open_.back();
    if (f.guess < s.member_count() && s.member(f.guess).name() == key) return &s.member(f.guess++);
    schema const* found = s.find_member(key);
    if (found != nullptr) f.guess = found->index() + std::size_t{1};
    return found;
}

void cbor_reader::begin_struct(schema const& s) { open(s, cbor_map, "structure"); }

schema const* cbor_reader::next_member(schema const& s) {
    while (advance()) {
        std::string_view key = read_key();
        if (read_null()) continue;
        frame& f = open_.back();
        if (key != "__type") ++f.set;
        if (schema const* member = match(s, key)) return member;
        if (f.unknown.empty() && key != "__type") f.unknown = key;
        skip();
    }
    std::size_t set = open_.back().set;
    unknown_ = std::move(open_.back().unknown);
    open_.pop_back();
    if (s.traits().is_union && set != 1) {
        refuse_cbor("Invalid service response: " + std::string(s.shape_name()) +
                    " must have one and only one member set.");
    }
    return nullptr;
}

std::size_t cbor_reader::begin_list(schema const& s) { return open(s, cbor_array, "list"); }

bool cbor_reader::next_element(schema const&) {
    if (advance()) return true;
    open_.pop_back();
    return false;
}

std::size_t cbor_reader::begin_map(schema const& s) { return open(s, cbor_map, "map"); }

bool cbor_reader::next_entry(schema const&, std::string_view& key) {
    while (advance()) {
        std::string_view name = read_key();
        if (read_null()) continue;
        key = name;
        return true;
    }
    open_.pop_back();
    return false;
}

bool cbor_reader::read_bool(schema const& s) {
    cbor_head head = read_cbor_head(bytes_, at_);
    if (!head.is_bool()) refuse(s, "boolean");
    return head.info == cbor_true;
}

std::int64_t cbor_reader::read_int(schema const& s) {
    cbor_head head = read_cbor_head(bytes_, at_);
    std::int64_t n = 0;
    if (cbor_integer(head, n)) return n;
    if (head.is_number())
        if (auto const whole = integer_from_number(cbor_number(head))) return *whole;
    refuse(s, "64-bit integer");
}

double cbor_reader::read_double(schema const& s) {
    cbor_head head = read_cbor_head(bytes_, at_);
    if (!head.is_number()) refuse(s, "number");
    return cbor_number(head);
}

void cbor_reader::read_string(schema const& s, std::string& out) {
    cbor_head head = read_cbor_head(bytes_, at_);
    if (head.major != cbor_text) refuse(s, "text");
    out += read_cbor_string(bytes_, at_, head, text_);
}

void cbor_reader::read_blob(schema const& s, std::string& out) {
    cbor_head head = read_cbor_head(bytes_, at_);
    if (head.major != cbor_bytes && head.major != cbor_text) refuse(s, "byte string");
    out += read_cbor_string(bytes_, at_, head, text_);
}

timestamp cbor_reader::read_timestamp(schema const& s) {
    cbor_head head = read_cbor_head(bytes_, at_);
    if (head.major == cbor_tag) head = read_cbor_head(bytes_, at_);
    if (head.major == cbor_text) return time_from_text(read_cbor_string(bytes_, at_, head, text_));
    if (!head.is_number()) refuse(s, "timestamp");
    return time_from_number(cbor_number(head));
}

wire_scalar cbor_reader::read_scalar(schema const& s) {
    cbor_head head = read_cbor_head(bytes_, at_);
    if (head.is_null()) return std::monostate();
    if (head.is_bool()) return head.info == cbor_true;
    if (head.major == cbor_text) return read_cbor_string(bytes_, at_, head, text_);
    std::int64_t n = 0;
    if (cbor_integer(head, n)) return n;
    if (!head.is_number()) refuse(s, "scalar");
    return cbor_number(head);
}

std::unique_ptr<coaws::body> cbor_reader::take_stream(schema const&) { return nullptr; }

void cbor_reader::skip() { skip_cbor(bytes_, at_, open_.size()); }

}  // namespace coaws::codec
