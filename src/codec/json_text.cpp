// Quoting of JSON strings.
#include "codec/json_text.hpp"

#include <cstdint>
#include <cstring>

namespace coaws::codec {

namespace {

/// Whether a byte stands for itself inside the quotes.
constexpr bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

/// Length of the leading run of plain bytes, eight at a time.
std::size_t plain_run(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101u;
    constexpr std::uint64_t high = 0x8080808080808080u;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t w;
        std::memcpy(&w, text.data() + i, 8);
        std::uint64_t quote = w ^ (ones * '"');
        std::uint64_t slash = w ^ (ones * '\\');
        // The high bit of a byte shows in `below` when it is under 0x20, in the others when it was zero.
        std::uint64_t below = w - ones * 0x20;
        std::uint64_t hit = w | below | (quote - ones) | (slash - ones);
        if ((hit & high) != 0) break;
    }
    while (i < text.size() && is_plain(static_cast<unsigned char>(text[i]))) ++i;
    return i;
}

void append_unit(std::string& out, std::uint32_t unit) {
    static constexpr char digits[] = "0123456789abcdef";
    char escape[6] = {'\\',
                      'u',
                      digits[unit >> 12 & 15],
                      digits[unit >> 8 & 15],
                      digits[unit >> 4 & 15],
                      digits[unit & 15]};
    out.append(escape, sizeof escape);
}

void append_code_point(std::string& out, std::uint32_t code) {
    if (code < 0x10000) return append_unit(out, code);
    append_unit(out, 0xd800 + ((code - 0x10000) >> 10));
    append_unit(out, 0xdc00 + ((code - 0x10000) & 0x3ff));
}

void append_control(std::string& out, unsigned char c) {
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
            append_unit(out, c);
            break;
    }
}

/// Takes one code point of two or more bytes off the front; false when it is malformed.
bool take_code_point(std::string_view& text, std::uint32_t& code) {
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned char first = byte(0);
    std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) return false;
    code = first & (0xff >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return false;
        code = code << 6 | (byte(i) & 0x3f);
    }
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < least[length] || code > 0x10ffff || surrogate) return false;
    text.remove_prefix(length);
    return true;
}

}  // namespace

bool append_json_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        std::size_t plain = plain_run(text);
        out.append(text.data(), plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        auto c = static_cast<unsigned char>(text.front());
        if (c < 0x80) {
            append_control(out, c);
            text.remove_prefix(1);
            continue;
        }
        std::uint32_t code = 0;
        if (!take_code_point(text, code)) return false;
        append_code_point(out, code);
    }
    out += '"';
    return true;
}

}  // namespace coaws::codec
