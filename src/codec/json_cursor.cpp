// Parsing JSON bodies, malformed ones included.
#include "codec/json_cursor.hpp"

#include <coaws/base/errors_wire.hpp>
#include <coaws/base/text.hpp>
#include <string>

#include "base/json_string.hpp"
#include "codec/json_repair.hpp"
#include "codec/text_scalars.hpp"

namespace coaws::codec {

namespace {

/// A parser that has grown beyond this for one big document is not kept.
constexpr std::size_t kept_capacity = std::size_t{1} << 20;

[[noreturn]] void refuse_text(simdjson::error_code failure) {
    throw response_parser_error("Unable to parse response (" + std::string(simdjson::error_message(failure)) +
                                "), invalid JSON received");
}

/// Failures that say nothing about the text's being JSON.
bool is_hopeless(simdjson::error_code failure) {
    return failure == simdjson::DEPTH_ERROR || failure == simdjson::MEMALLOC || failure == simdjson::CAPACITY;
}

}  // namespace

void json_cursor::load(std::string_view text, std::size_t room_behind) {
    rewind();
    unknown_ = {};
    bool copy = room_behind < simdjson::SIMDJSON_PADDING;
    if (text.empty()) {
        text = "{}";
        copy = true;
    }
    auto failure = parser_.parse(text.data(), text.size(), copy).error();
    if (failure == simdjson::UTF8_ERROR || (failure && !is_utf8(text))) {
        throw response_parser_error("Unable to parse response: the body is no UTF-8 text");
    }
    if (failure && !is_hopeless(failure)) {
        std::string repaired = repair_json(text);
        failure = parser_.parse(repaired).error();
    }
    if (failure && !is_hopeless(failure)) {
        std::string message = "{\"message\": ";
        coaws::detail::append_json_string(message, text);
        message += '}';
        failure = parser_.parse(message).error();
    }
    if (failure) refuse_text(failure);
}

std::optional<std::string> json_cursor::member_text(std::string_view name) const {
    auto const found = find_in_root(name);
    if (found == 0) return std::nullopt;
    switch (at(found).tape_ref_type()) {
        case type::NULL_VALUE:
        case type::START_ARRAY:
        case type::START_OBJECT:
            return std::nullopt;
        default:
            return scalar_text(found);
    }
}

wire_kind json_cursor::peek(schema const&) const noexcept {
    switch (type_here()) {
        case type::STRING:
            return wire_kind::string;
        case type::TRUE_VALUE:
        case type::FALSE_VALUE:
            return wire_kind::boolean;
        case type::INT64:
            return wire_kind::integer;
        case type::UINT64:
        case type::DOUBLE:
            return wire_kind::number;
        case type::START_ARRAY:
            return wire_kind::list;
        case type::START_OBJECT:
            return wire_kind::map;
        default:
            return wire_kind::null;
    }
}

bool json_cursor::read_bool(schema const&) {
    auto const found = type_here();
    return found == type::TRUE_VALUE || (found == type::STRING && iequals(text(), "true"));
}

std::int64_t json_cursor::read_int(schema const& s) {
    switch (type_here()) {
        case type::INT64:
            return number<std::int64_t>();
        case type::DOUBLE:
            if (auto const whole = integer_from_number(number<double>())) return *whole;
            refuse(s, "64-bit integer");
        case type::TRUE_VALUE:
            return 1;
        case type::FALSE_VALUE:
            return 0;
        case type::STRING:
            return integer_from_text(text());
        default:
            refuse(s, "64-bit integer");
    }
}

double json_cursor::read_double(schema const& s) {
    switch (type_here()) {
        case type::INT64:
            return static_cast<double>(number<std::int64_t>());
        case type::UINT64:
            return static_cast<double>(number<std::uint64_t>());
        case type::DOUBLE:
            return number<double>();
        case type::TRUE_VALUE:
            return 1;
        case type::FALSE_VALUE:
            return 0;
        case type::STRING:
            return number_from_text(text());
        default:
            refuse(s, "number");
    }
}

void json_cursor::read_blob(schema const& s, std::string& out) {
    if (type_here() != type::STRING) refuse(s, "base64 text");
    append_base64(out, text());
}

timestamp json_cursor::read_timestamp(schema const& s) {
    switch (type_here()) {
        case type::STRING:
            return time_from_text(text());
        case type::INT64:
        case type::UINT64:
        case type::DOUBLE:
            return time_from_number(read_double(s));
        default:
            refuse(s, "timestamp");
    }
}

wire_scalar json_cursor::read_as_decoded(schema const& s) const {
    switch (type_here()) {
        case type::STRING:
            return text();
        case type::TRUE_VALUE:
            return true;
        case type::FALSE_VALUE:
            return false;
        case type::INT64:
            return number<std::int64_t>();
        case type::UINT64:
            return static_cast<double>(number<std::uint64_t>());
        case type::DOUBLE:
            return number<double>();
        case type::NULL_VALUE:
            return std::monostate();
        default:
            refuse(s, "scalar");
    }
}

void json_cursor::refuse(schema const& s, std::string_view expected) {
    throw response_parser_error("Unable to parse response: " + std::string(s.name()) + " is no " +
                                std::string(expected));
}

void json_cursor::refuse_union(schema const& s) {
    throw response_parser_error("Invalid service response: " + std::string(s.shape_name()) +
                                " must have one and only one member set.");
}

void json_cursor::refuse_depth() {
    throw response_parser_error("Unable to parse response: more than " + std::to_string(most_levels) +
                                " levels");
}

std::size_t json_cursor::find_in_root(std::string_view name) const noexcept {
    auto const start = at(root);
    if (start.tape_ref_type() != type::START_OBJECT) return 0;
    auto const end = start.matching_brace_index() - 1;
    for (auto key = root + 1; key < end; key = at(key + 1).after_element())
        if (at(key).get_string_view() == name) return key + 1;
    return 0;
}

std::string json_cursor::scalar_text(std::size_t index) const {
    auto const found = at(index);
    switch (found.tape_ref_type()) {
        case type::STRING:
            return std::string(found.get_string_view());
        case type::TRUE_VALUE:
            return "true";
        case type::FALSE_VALUE:
            return "false";
        case type::INT64:
            return std::to_string(found.next_tape_value<std::int64_t>());
        case type::UINT64:
            return std::to_string(found.next_tape_value<std::uint64_t>());
        case type::DOUBLE:
            return format_double(found.next_tape_value<double>());
        default:
            throw response_parser_error("Unable to parse response: a scalar is expected");
    }
}

std::unique_ptr<json_cursor>& json_cursor::spare() noexcept {
    thread_local std::unique_ptr<json_cursor> kept;
    return kept;
}

std::unique_ptr<json_cursor> json_cursor::acquire() {
    auto& kept = spare();
    return kept ? std::move(kept) : std::make_unique<json_cursor>();
}

void json_cursor::release(std::unique_ptr<json_cursor> c) noexcept {
    if (c && c->parser_.capacity() <= kept_capacity) spare() = std::move(c);
}

}  // namespace coaws::codec
