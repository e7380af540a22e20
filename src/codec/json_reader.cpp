// Reading JSON bodies under a schema.
#include <cmath>
#include <coaws/base/errors_wire.hpp>
#include <coaws/base/text.hpp>
#include <coaws/codec/json.hpp>
#include <coaws/http/body.hpp>
#include <limits>
#include <utility>

#include "codec/json_cursor.hpp"
#include "codec/text_scalars.hpp"

namespace coaws::codec {

using simdjson::dom::element;
using simdjson::dom::element_type;

namespace {

[[noreturn]] void refuse(schema const& s, std::string_view expected) {
    throw response_parser_error("Unable to parse response: " + std::string(s.name()) + " is no " +
                                std::string(expected));
}

/// Cuts the fraction off, as an integer shape wants it.
std::int64_t truncated(schema const& s, double v) {
    constexpr double limit = 9223372036854775808.0;
    if (!(v >= -limit && v < limit)) refuse(s, "64-bit integer");
    return static_cast<std::int64_t>(v);
}

wire_scalar as_decoded(schema const& s, element e) {
    switch (e.type()) {
        case element_type::STRING:
            return std::string_view(e.get_string());
        case element_type::BOOL:
            return bool(e.get_bool());
        case element_type::INT64:
            return std::int64_t(e.get_int64());
        case element_type::UINT64:
            return static_cast<double>(std::uint64_t(e.get_uint64()));
        case element_type::DOUBLE:
            return double(e.get_double());
        case element_type::NULL_VALUE:
            return std::monostate();
        default:
            refuse(s, "scalar");
    }
}

}  // namespace

json_reader::json_reader(std::string_view text, json_scalars scalars, std::size_t room_behind)
    : cursor_(cursor::acquire()), scalars_(scalars) {
    cursor_->load(text, room_behind);
}

json_reader::~json_reader() { cursor::release(std::move(cursor_)); }

bool json_reader::at_object() const noexcept { return cursor_->root.is_object(); }

bool json_reader::has_member(std::string_view name) const noexcept {
    element ignored;
    return cursor_->root.at_key(name).get(ignored) == simdjson::SUCCESS;
}

std::optional<std::string> json_reader::member_text(std::string_view name) const {
    element e;
    if (cursor_->root.at_key(name).get(e) != simdjson::SUCCESS) return std::nullopt;
    if (e.is_null() || e.is_object() || e.is_array()) return std::nullopt;
    return cursor_->scalar_text(e);
}

void json_reader::rewind() noexcept {
    cursor_->open.clear();
    cursor_->here = cursor_->root;
}

bool json_reader::read_null() { return cursor_->here.is_null(); }

wire_kind json_reader::peek(schema const&) {
    switch (cursor_->here.type()) {
        case element_type::STRING:
            return wire_kind::string;
        case element_type::BOOL:
            return wire_kind::boolean;
        case element_type::INT64:
            return wire_kind::integer;
        case element_type::UINT64:
        case element_type::DOUBLE:
            return wire_kind::number;
        case element_type::ARRAY:
            return wire_kind::list;
        case element_type::OBJECT:
            return wire_kind::map;
        default:
            return wire_kind::null;
    }
}

void json_reader::begin_struct(schema const& s) {
    auto& frame = cursor_->push();
    bool root = cursor_->open.size() == 1;
    // A body of `null` is as good as none.
    if (root && cursor_->here.is_null()) return;
    simdjson::dom::object object;
    if (cursor_->here.get(object) != simdjson::SUCCESS) refuse(s, "structure");
    frame.member = object.begin();
    frame.members_end = object.end();
}

schema const* json_reader::next_member(schema const& s) {
    auto& frame = cursor_->open.back();
    while (frame.member != frame.members_end) {
        std::string_view key = frame.member.key();
        cursor_->here = frame.member.value();
        ++frame.member;
        if (cursor_->here.is_null()) continue;
        if (key != "__type") ++frame.set;
        if (schema const* member = cursor_->match(s, key)) return member;
        if (frame.unknown.empty() && key != "__type") frame.unknown = key;
    }
    if (s.traits().is_union && frame.set != 1) {
        throw response_parser_error("Invalid service response: " + std::string(s.shape_name()) +
                                    " must have one and only one member set.");
    }
    cursor_->unknown = frame.unknown;
    cursor_->open.pop_back();
    return nullptr;
}

std::string_view json_reader::unknown_member() const { return cursor_->unknown; }

void json_reader::begin_list(schema const& s) {
    simdjson::dom::array array;
    if (cursor_->here.get(array) != simdjson::SUCCESS) refuse(s, "list");
    auto& frame = cursor_->push();
    frame.element = array.begin();
    frame.elements_end = array.end();
}

bool json_reader::next_element(schema const&) {
    auto& frame = cursor_->open.back();
    if (!(frame.element != frame.elements_end)) {
        cursor_->open.pop_back();
        return false;
    }
    cursor_->here = *frame.element;
    ++frame.element;
    return true;
}

void json_reader::begin_map(schema const& s) {
    simdjson::dom::object object;
    if (cursor_->here.get(object) != simdjson::SUCCESS) refuse(s, "map");
    auto& frame = cursor_->push();
    frame.member = object.begin();
    frame.members_end = object.end();
}

bool json_reader::next_entry(schema const&, std::string& key) {
    auto& frame = cursor_->open.back();
    if (frame.member == frame.members_end) {
        cursor_->open.pop_back();
        return false;
    }
    key = frame.member.key();
    cursor_->here = frame.member.value();
    ++frame.member;
    return true;
}

bool json_reader::read_bool(schema const&) {
    element e = cursor_->here;
    if (e.is_bool()) return e.get_bool();
    return e.is_string() && iequals(std::string_view(e.get_string()), "true");
}

std::int64_t json_reader::read_int(schema const& s) {
    element e = cursor_->here;
    switch (e.type()) {
        case element_type::INT64:
            return e.get_int64();
        case element_type::DOUBLE:
            return truncated(s, e.get_double());
        case element_type::BOOL:
            return bool(e.get_bool()) ? 1 : 0;
        case element_type::STRING:
            return integer_from_text(std::string_view(e.get_string()));
        default:
            refuse(s, "64-bit integer");
    }
}

double json_reader::read_double(schema const& s) {
    element e = cursor_->here;
    switch (e.type()) {
        case element_type::INT64:
            return static_cast<double>(std::int64_t(e.get_int64()));
        case element_type::UINT64:
            return static_cast<double>(std::uint64_t(e.get_uint64()));
        case element_type::DOUBLE:
            return e.get_double();
        case element_type::BOOL:
            return bool(e.get_bool()) ? 1 : 0;
        case element_type::STRING:
            return number_from_text(std::string_view(e.get_string()));
        default:
            refuse(s, "number");
    }
}

void json_reader::read_string(schema const&, std::string& out) {
    element e = cursor_->here;
    if (e.is_string()) {
        out += std::string_view(e.get_string());
    } else {
        out += cursor_->scalar_text(e);
    }
}

void json_reader::read_blob(schema const& s, std::string& out) {
    if (!cursor_->here.is_string()) refuse(s, "base64 text");
    append_base64(out, std::string_view(cursor_->here.get_string()));
}

timestamp json_reader::read_timestamp(schema const& s) {
    element e = cursor_->here;
    if (e.is_string()) return time_from_text(std::string_view(e.get_string()));
    if (!e.is_number()) refuse(s, "timestamp");
    return time_from_number(read_double(s));
}

wire_scalar json_reader::read_scalar(schema const& s) {
    element e = cursor_->here;
    if (scalars_ == json_scalars::as_decoded || e.is_null()) return as_decoded(s, e);
    switch (s.type()) {
        case shape_type::boolean:
            return read_bool(s);
        case shape_type::integer:
        case shape_type::long_integer:
            if (e.type() == element_type::UINT64) return read_double(s);
            return read_int(s);
        case shape_type::float32:
        case shape_type::float64:
            return read_double(s);
        default:
            return as_decoded(s, e);
    }
}

std::unique_ptr<coaws::body> json_reader::take_stream(schema const&) { return nullptr; }

void json_reader::skip() {}

}  // namespace coaws::codec
