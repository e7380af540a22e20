// Writing JSON bodies.
#include <charconv>
#include <cmath>
#include <coaws/base/param_validation_error.hpp>
#include <coaws/base/text.hpp>
#include <coaws/codec/json.hpp>
#include <coaws/http/body.hpp>

#include "base/json_string.hpp"

namespace coaws::codec {

void json_writer::quoted(std::string_view text) {
    if (!coaws::detail::append_json_string(out_, text)) {
        throw param_validation_error("Invalid text in parameters: it is not valid UTF-8.");
    }
}

void json_writer::before_value(schema const& s) {
    if (open_.empty()) return;
    // An open bracket at the end can only be that of the container itself: all strings end in a quote.
    char last = out_.back();
    switch (open_.back()) {
        case 's':
            if (last != '{') out_ += ", ";
            quoted(s.wire_name());
            out_ += ": ";
            break;
        case 'l':
            if (last != '[') out_ += ", ";
            break;
        default:
            break;
    }
}

void json_writer::begin_struct(schema const& s) {
    before_value(s);
    out_ += '{';
    open_ += 's';
}

void json_writer::end_struct(schema const&) {
    out_ += '}';
    open_.pop_back();
}

void json_writer::begin_list(schema const& s, std::size_t) {
    before_value(s);
    out_ += '[';
    open_ += 'l';
}

void json_writer::end_list(schema const&) {
    out_ += ']';
    open_.pop_back();
}

void json_writer::begin_map(schema const& s, std::size_t) {
    before_value(s);
    out_ += '{';
    open_ += 'm';
}

void json_writer::map_key(schema const&, std::string_view key) {
    if (out_.back() != '{') out_ += ", ";
    quoted(key);
    out_ += ": ";
}

void json_writer::end_map(schema const&) {
    out_ += '}';
    open_.pop_back();
}

void json_writer::null(schema const& s) {
    before_value(s);
    out_ += "null";
}

void json_writer::boolean(schema const& s, bool v) {
    before_value(s);
    out_ += v ? "true" : "false";
}

void json_writer::integer(schema const& s, std::int64_t v) {
    before_value(s);
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, v).ptr;
    out_.append(digits, end);
}

void json_writer::number(schema const& s, double v) {
    before_value(s);
    bool finite = std::isfinite(v);
    if (!finite) out_ += '"';
    out_ += format_double(v);
    if (!finite) out_ += '"';
}

void json_writer::string(schema const& s, std::string_view v) {
    before_value(s);
    quoted(v);
}

void json_writer::blob(schema const& s, std::string_view v) {
    before_value(s);
    out_ += '"';
    out_ += base64_encode(v);
    out_ += '"';
}

void json_writer::time(schema const& s, timestamp v) {
    before_value(s);
    timestamp_format format = s.traits().format;
    bool numeric = format == timestamp_format::unset || format == timestamp_format::unix_timestamp;
    if (numeric) {
        out_ += format_unix(v);
    } else {
        quoted(format_timestamp(v, format));
    }
}

void json_writer::streaming(schema const& s, coaws::body const& v) {
    if (auto bytes = v.in_memory()) return blob(s, *bytes);
    throw param_validation_error("Invalid value for parameter " + std::string(s.name()) +
                                 ": a stream can only be sent as the payload of a request.");
}

}  // namespace coaws::codec
