// Text inside JSON: escapes, and bytes that are no UTF-8.
#include <coaws/base/text.hpp>

#include "value/json_text.hpp"

namespace coaws::detail {

namespace {

constexpr char32_t replacement = 0xFFFD;

void append_unit(std::string& out, unsigned unit) {
    constexpr char digits[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[(unit >> shift) & 0xFU];
}

void append_escape(std::string& out, char32_t code_point) {
    if (code_point < 0x10000) return append_unit(out, static_cast<unsigned>(code_point));
    auto const rest = static_cast<unsigned>(code_point) - 0x10000U;
    append_unit(out, 0xD800U + (rest >> 10U));
    append_unit(out, 0xDC00U + (rest & 0x3FFU));
}

void append_ascii(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            append_unit(out, static_cast<unsigned char>(c));
    }
}

bool is_plain(char c) noexcept {
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

}  // namespace

decoded_code_point decode_utf8(std::string_view text) noexcept {
    auto const first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return {first, 1};
    std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return {replacement, 1};
    char32_t code_point = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        auto const next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U) return {replacement, 1};
        code_point = (code_point << 6U) | (next & 0x3FU);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    bool const surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (code_point < least[length] || surrogate || code_point > 0x10FFFF) return {replacement, 1};
    return {code_point, length};
}

void append_json_string(std::string& out, std::string_view text, bool ascii) {
    out += '"';
    while (!text.empty()) {
        std::size_t run = 0;
        while (run < text.size() && is_plain(text[run])) ++run;
        out.append(text.substr(0, run));
        text.remove_prefix(run);
        if (text.empty()) break;
        if (static_cast<unsigned char>(text[0]) < 0x80) {
            append_ascii(out, text[0]);
            text.remove_prefix(1);
            continue;
        }
        auto const decoded = decode_utf8(text);
        if (ascii) {
            append_escape(out, decoded.code_point);
        } else {
            append_utf8(out, decoded.code_point);
        }
        text.remove_prefix(decoded.length);
    }
    out += '"';
}

}  // namespace coaws::detail
