// Quoting of JSON strings.
#include "base/json_string.hpp"

#include <coaws/base/text.hpp>
#include <cstdint>
#include <cstring>

#include "base/utf8.hpp"

namespace coaws::detail {

namespace {

constexpr unsigned char rubout = 0x7f;  ///< the one character of ASCII beyond the printable ones

/// Whether a byte stands for itself inside the quotes.
constexpr bool is_plain(unsigned char c, bool ascii) noexcept {
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\' && !(ascii && c == rubout);
}

/// Length of the leading run of plain bytes, eight at a time.
std::size_t plain_run(std::string_view text, bool ascii) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101u;
    constexpr std::uint64_t high = 0x8080808080808080u;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t w;
        std::memcpy(&w, text.data() + i, 8);
        std::uint64_t const quote = w ^ (ones * '"');
        std::uint64_t const slash = w ^ (ones * '\\');
        // The high bit of a byte shows in `below` when it is under 0x20, in `quote - ones` and `slash - ones`
        // when it was zero, in `w + ones` when it is 0x7f.
        std::uint64_t const below = w - ones * 0x20;
        std::uint64_t const hit = w | (w + ones) | below | (quote - ones) | (slash - ones);
        if ((hit & high) != 0) break;
    }
    while (i < text.size() && is_plain(static_cast<unsigned char>(text[i]), ascii)) ++i;
    return i;
}

void append_unit(std::string& out, std::uint32_t unit) {
    constexpr char digits[] = "0123456789abcdef";
    char const escape[] = {'\\',
                           'u',
                           digits[unit >> 12 & 15],
                           digits[unit >> 8 & 15],
                           digits[unit >> 4 & 15],
                           digits[unit & 15]};
    out.append(escape, sizeof escape);
}

void append_escape(std::string& out, std::uint32_t code_point) {
    if (code_point < 0x10000) return append_unit(out, code_point);
    append_unit(out, 0xd800 + ((code_point - 0x10000) >> 10));
    append_unit(out, 0xdc00 + ((code_point - 0x10000) & 0x3ff));
}

/// The letter behind the backslash where there is a short escape; 0 where there is none.
constexpr char short_escape(char c) noexcept {
    switch (c) {
        case '"':
        case '\\':
            return c;
        case '\n':
            return 'n';
        case '\r':
            return 'r';
        case '\t':
            return 't';
        case '\b':
            return 'b';
        case '\f':
            return 'f';
        default:
            return 0;
    }
}

void append_special(std::string& out, char c) {
    if (char const letter = short_escape(c); letter != 0) {
        out += '\\';
        out += letter;
    } else {
        append_unit(out, static_cast<unsigned char>(c));
    }
}

}  // namespace

bool append_json_string(std::string& out, std::string_view text, json_quoting how) {
    out += '"';
    while (!text.empty()) {
        auto const plain = plain_run(text, how.ascii);
        out.append(text.data(), plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        auto const decoded = decode_utf8(text);
        if (decoded.is_malformed() && !how.repair) return false;
        if (decoded.code_point < 0x80)
            append_special(out, text[0]);
        else if (how.ascii)
            append_escape(out, decoded.code_point);
        else
            append_utf8(out, decoded.code_point);
        text.remove_prefix(decoded.length);
    }
    out += '"';
    return true;
}

}  // namespace coaws::detail
