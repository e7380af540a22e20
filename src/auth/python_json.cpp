// JSON text as Python's json.dumps writes it.
#include "auth/python_json.hpp"

#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <cstdint>

namespace coaws::auth {
namespace {

void append_escape(std::string& out, std::uint32_t unit) {
    static constexpr char digits[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 15U];
}

void append_code_point(std::string& out, std::uint32_t c) {
    if (c < 0x10000) {
        append_escape(out, c);
        return;
    }
    c -= 0x10000;
    append_escape(out, 0xd800 + (c >> 10));
    append_escape(out, 0xdc00 + (c & 0x3ff));
}

// The code point at the front of well-formed UTF-8; moves past it.
std::uint32_t take_code_point(std::string_view& text) noexcept {
    auto const first = static_cast<unsigned char>(text.front());
    std::size_t const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    std::uint32_t c = length == 1 ? first : first & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
    text.remove_prefix(length);
    return c;
}

void append_text(std::string& out, std::string_view text) {
    if (!is_utf8(text)) throw value_error("A text of the policy is not UTF-8");
    out += '"';
    while (!text.empty()) {
        auto const c = take_code_point(text);
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            default:
                if (c >= 0x20 && c < 0x7f) {
                    out += static_cast<char>(c);
                } else {
                    append_code_point(out, c);
                }
        }
    }
    out += '"';
}

void append_list(std::string& out, value_list const& list, int depth) {
    out += '[';
    bool first = true;
    for (auto const& item : list) {
        if (!first) out += ", ";
        first = false;
        append_python_json(out, item, depth + 1);
    }
    out += ']';
}

void append_map(std::string& out, value_map const& map, int depth) {
    out += '{';
    bool first = true;
    for (auto const& [key, item] : map) {
        if (!first) out += ", ";
        first = false;
        append_text(out, key);
        out += ": ";
        append_python_json(out, item, depth + 1);
    }
    out += '}';
}

}  // namespace

void append_python_json(std::string& out, value const& v, int depth) {
    if (depth > 100) throw value_error("The policy is nested too deeply");
    switch (v.kind()) {
        case value_kind::null:
            out += "null";
            return;
        case value_kind::boolean:
            out += v.as_bool() ? "true" : "false";
            return;
        case value_kind::integer:
            out += std::to_string(v.as_int());
            return;
        case value_kind::number:
            out += format_double(v.as_double());
            return;
        case value_kind::string:
            append_text(out, v.as_string());
            return;
        case value_kind::list:
            append_list(out, v.as_list(), depth);
            return;
        case value_kind::map:
            append_map(out, v.as_map(), depth);
            return;
        default:
            throw value_error("Object of type " + std::string(to_string(v.kind())) +
                              " is not JSON serializable");
    }
}

}  // namespace coaws::auth
