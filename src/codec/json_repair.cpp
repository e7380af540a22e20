// A second chance for JSON that is fine by Python's reader but not by a strict one.
#include "codec/json_repair.hpp"

#include <cmath>
#include <cstdlib>

namespace coaws::codec {

namespace {

bool is_number_char(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// The value of `\uXXXX` at the start of the text, or -1.
int escaped_unit(std::string_view text) {
    if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return -1;
    int unit = 0;
    for (char c : text.substr(2, 4)) {
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

bool is_high(int unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool is_low(int unit) { return unit >= 0xdc00 && unit < 0xe000; }

/// Copies a string, its quotes included, and gives the number of characters read.
std::size_t copy_string(std::string& out, std::string_view text) {
    std::size_t i = 1;
    out += '"';
    while (i < text.size() && text[i] != '"') {
        if (text[i] != '\\') {
            out += text[i++];
            continue;
        }
        int unit = escaped_unit(text.substr(i));
        std::size_t length = unit < 0 ? 2 : 6;
        bool pair = is_high(unit) && is_low(escaped_unit(text.substr(i + 6)));
        if (pair) length = 12;
        if (!pair && (is_high(unit) || is_low(unit))) {
            out += "\\ufffd";
        } else {
            out += text.substr(i, length);
        }
        i += length;
    }
    if (i >= text.size()) return text.size();
    out += '"';
    return i + 1;
}

std::size_t copy_number(std::string& out, std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && is_number_char(text[length])) ++length;
    std::string token(text.substr(0, length));
    bool integer = token.find_first_of(".eE") == std::string::npos;
    bool huge = length > 17 && std::isinf(std::strtod(token.c_str(), nullptr));
    if (!integer && !huge) huge = std::isinf(std::strtod(token.c_str(), nullptr));
    if (huge) out += '"';
    out += token;
    if (huge) {
        out += '"';
    } else if (integer && length > 18) {
        out += ".0";
    }
    return length;
}

std::size_t copy_word(std::string& out, std::string_view text) {
    for (std::string_view word :
         {std::string_view("NaN"), std::string_view("Infinity"), std::string_view("-Infinity")}) {
        if (!text.starts_with(word)) continue;
        out += '"';
        out += word;
        out += '"';
        return word.size();
    }
    return 0;
}

}  // namespace

std::string repair_json(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    while (!text.empty()) {
        char c = text.front();
        std::size_t used = 0;
        if (c == '"') {
            used = copy_string(out, text);
        } else if (c == 'N' || c == 'I' || text.starts_with("-I")) {
            used = copy_word(out, text);
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            used = copy_number(out, text);
        }
        if (used == 0) {
            out += c;
            used = 1;
        }
        text.remove_prefix(used);
    }
    return out;
}

}  // namespace coaws::codec
