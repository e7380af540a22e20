// Percent, form, base64 and hexadecimal encodings.
#include <array>
#include <coaws/base/text.hpp>

namespace coaws {
namespace {

constexpr bool is_unreserved(unsigned char c) noexcept {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

constexpr auto unreserved = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < 256; ++i) table[i] = is_unreserved(static_cast<unsigned char>(i));
    return table;
}();

constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr auto base64_values = [] {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < base64_alphabet.size(); ++i) {
        table[static_cast<unsigned char>(base64_alphabet[i])] = static_cast<std::int8_t>(i);
    }
    return table;
}();

constexpr int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void append_escape(std::string& out, unsigned char c) {
    static constexpr char digits[] = "0123456789ABCDEF";
    char const escape[3] = {'%', digits[c >> 4], digits[c & 15]};
    out.append(escape, 3);
}

// Appends whole runs of kept bytes at once; `special` decides what happens to the others.
template <class Kept, class Special>
void encode_runs(std::string& out, std::string_view text, Kept kept, Special special) {
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (kept(c)) continue;
        out.append(text, start, i - start);
        special(c);
        start = i + 1;
    }
    out.append(text, start);
}

}  // namespace

void percent_encode_to(std::string& out, std::string_view text, std::string_view keep) {
    auto const escape = [&out](unsigned char c) { append_escape(out, c); };
    if (keep.empty()) {
        encode_runs(out, text, [](unsigned char c) { return unreserved[c]; }, escape);
        return;
    }
    auto const kept = [keep](unsigned char c) {
        return unreserved[c] || keep.find(static_cast<char>(c)) != std::string_view::npos;
    };
    encode_runs(out, text, kept, escape);
}

std::string percent_encode(std::string_view text, std::string_view keep) {
    std::string out;
    out.reserve(text.size() + text.size() / 4);
    percent_encode_to(out, text, keep);
    return out;
}

std::string percent_decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '%' && i + 2 < text.size()) {
            int const high = hex_value(text[i + 1]);
            int const low = hex_value(text[i + 2]);
            if (high >= 0 && low >= 0) {
                out += static_cast<char>(high * 16 + low);
                i += 2;
                continue;
            }
        }
        out += c == '+' && plus_is_space ? ' ' : c;
    }
    return out;
}

void form_encode_to(std::string& out, std::string_view text) {
    encode_runs(
        out, text, [](unsigned char c) { return unreserved[c]; },
        [&out](unsigned char c) {
            if (c == ' ') {
                out += '+';
            } else {
                append_escape(out, c);
            }
        });
}

std::string base64_encode(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4, '=');
    auto const at = [bytes](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(bytes[i])}; };
    std::size_t in = 0;
    std::size_t to = 0;
    for (; in + 3 <= bytes.size(); in += 3) {
        auto const group = at(in) << 16 | at(in + 1) << 8 | at(in + 2);
        out[to++] = base64_alphabet[group >> 18];
        out[to++] = base64_alphabet[group >> 12 & 63];
        out[to++] = base64_alphabet[group >> 6 & 63];
        out[to++] = base64_alphabet[group & 63];
    }
    if (auto const rest = bytes.size() - in; rest != 0) {
        auto const group = at(in) << 16 | (rest == 2 ? at(in + 1) << 8 : 0);
        out[to++] = base64_alphabet[group >> 18];
        out[to++] = base64_alphabet[group >> 12 & 63];
        if (rest == 2) out[to] = base64_alphabet[group >> 6 & 63];
    }
    return out;
}

std::optional<std::string> base64_decode(std::string_view text) {
    if (text.size() % 4 != 0) return {};
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
    auto const data = text.substr(0, text.size() - padding);
    std::string out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t group = 0;
    unsigned bits = 0;
    for (char c : data) {
        auto const value = base64_values[static_cast<unsigned char>(c)];
        if (value < 0) return {};
        group = group << 6 | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(group >> bits & 0xff);
        }
    }
    return out;
}

std::string hex_encode(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out(bytes.size() * 2, '0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto const c = static_cast<unsigned char>(bytes[i]);
        out[i * 2] = digits[c >> 4];
        out[i * 2 + 1] = digits[c & 15];
    }
    return out;
}

std::optional<std::string> hex_decode(std::string_view text) {
    if (text.size() % 2 != 0) return {};
    std::string out(text.size() / 2, '\0');
    for (std::size_t i = 0; i < out.size(); ++i) {
        int const high = hex_value(text[i * 2]);
        int const low = hex_value(text[i * 2 + 1]);
        if (high < 0 || low < 0) return {};
        out[i] = static_cast<char>(high * 16 + low);
    }
    return out;
}

}  // namespace coaws
