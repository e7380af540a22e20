// Numbers as Python writes them.
#include <charconv>
#include <cmath>
#include <coaws/base/text.hpp>

namespace coaws {

std::string format_double(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    char buffer[64];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
    std::string_view const text(buffer, static_cast<std::size_t>(end - buffer));
    auto const e = text.find('e');
    int exponent = 0;
    auto const exponent_text = text.substr(e + (text[e + 1] == '+' ? 2 : 1));
    std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
    // repr() switches to the exponent form outside 1e-4 … 1e16.
    if (exponent < -4 || exponent >= 16) return std::string(text);

    bool const negative = text[0] == '-';
    std::string digits;
    for (char c : text.substr(0, e)) {
        if (c >= '0' && c <= '9') digits += c;
    }
    std::string out(negative ? "-" : "");
    if (exponent < 0) {
        out.append("0.").append(static_cast<std::size_t>(-exponent - 1), '0').append(digits);
        return out;
    }
    auto const whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole) {
        out.append(digits).append(whole - digits.size(), '0').append(".0");
    } else {
        out.append(digits, 0, whole).append(".").append(digits, whole);
    }
    return out;
}

}  // namespace coaws
