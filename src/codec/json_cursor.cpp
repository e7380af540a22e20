// Parsing JSON bodies, malformed ones included.
#include "codec/json_cursor.hpp"

#include <coaws/base/errors_wire.hpp>
#include <coaws/base/text.hpp>
#include <string>

#include "codec/json_repair.hpp"
#include "codec/json_text.hpp"

namespace coaws::codec {

namespace {

constexpr std::size_t most_levels = 1000;
/// A parser that has grown beyond this for one big document is not kept.
constexpr std::size_t kept_capacity = std::size_t{1} << 20;

[[noreturn]] void refuse(simdjson::error_code failure) {
    throw response_parser_error("Unable to parse response (" + std::string(simdjson::error_message(failure)) +
                                "), invalid JSON received");
}

/// Failures that say nothing about the text's being JSON.
bool is_hopeless(simdjson::error_code failure) {
    return failure == simdjson::DEPTH_ERROR || failure == simdjson::MEMALLOC || failure == simdjson::CAPACITY;
}

}  // namespace

void json_reader::cursor::load(std::string_view text, std::size_t room_behind) {
    open.clear();
    unknown = {};
    bool copy = room_behind < simdjson::SIMDJSON_PADDING;
    if (text.empty()) {
        text = "{}";
        copy = true;
    }
    auto failure = parser.parse(text.data(), text.size(), copy).get(root);
    if (failure == simdjson::UTF8_ERROR || (failure && !is_utf8(text))) {
        throw response_parser_error("Unable to parse response: the body is no UTF-8 text");
    }
    if (failure && !is_hopeless(failure)) {
        std::string repaired = repair_json(text);
        failure = parser.parse(repaired).get(root);
    }
    if (failure && !is_hopeless(failure)) {
        std::string message = "{\"message\": ";
        append_json_string(message, text);
        message += '}';
        failure = parser.parse(message).get(root);
    }
    if (failure) refuse(failure);
    here = root;
}

json_reader::cursor::frame& json_reader::cursor::push() {
    if (open.size() >= most_levels) {
        throw response_parser_error("Unable to parse response: more than " + std::to_string(most_levels) +
                                    " levels");
    }
    return open.emplace_back();
}

schema const* json_reader::cursor::match(schema const& s, std::string_view key) {
    frame& f = open.back();
    // Services mostly send members in the order of their model.
    if (f.guess < s.member_count() && s.member(f.guess).wire_name() == key) return &s.member(f.guess++);
    schema const* found = s.find_wire_member(key);
    if (found != nullptr) f.guess = found->index() + std::size_t{1};
    return found;
}

std::string json_reader::cursor::scalar_text(simdjson::dom::element e) const {
    switch (e.type()) {
        case simdjson::dom::element_type::STRING:
            return std::string(std::string_view(e.get_string()));
        case simdjson::dom::element_type::BOOL:
            return bool(e.get_bool()) ? "true" : "false";
        case simdjson::dom::element_type::INT64:
            return std::to_string(std::int64_t(e.get_int64()));
        case simdjson::dom::element_type::UINT64:
            return std::to_string(std::uint64_t(e.get_uint64()));
        case simdjson::dom::element_type::DOUBLE:
            return format_double(double(e.get_double()));
        default:
            throw response_parser_error("Unable to parse response: a scalar is expected");
    }
}

std::unique_ptr<json_reader::cursor>& json_reader::cursor::spare() noexcept {
    thread_local std::unique_ptr<cursor> kept;
    return kept;
}

std::unique_ptr<json_reader::cursor> json_reader::cursor::acquire() {
    auto& kept = spare();
    return kept ? std::move(kept) : std::make_unique<cursor>();
}

void json_reader::cursor::release(std::unique_ptr<cursor> c) noexcept {
    if (c && c->parser.capacity() <= kept_capacity) spare() = std::move(c);
}

}  // namespace coaws::codec
