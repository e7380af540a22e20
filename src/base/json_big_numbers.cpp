// Numbers that the JSON parser refuses although JSON allows them.
#include "base/json_big_numbers.hpp"

#include <charconv>
#include <cstdint>
#include <system_error>

namespace coaws::json {
namespace {

constexpr bool starts_number(char c) noexcept { return c == '-' || (c >= '0' && c <= '9'); }
constexpr bool in_number(char c) noexcept {
    return starts_number(c) || c == '+' || c == '.' || c == 'e' || c == 'E';
}

std::size_t end_of_string(std::string_view text, std::size_t at) noexcept {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
    }
    return at < text.size() ? at + 1 : text.size();
}

bool fits_64_bits(std::string_view number) noexcept {
    std::int64_t as_signed = 0;
    std::uint64_t as_unsigned = 0;
    auto const* const end = number.data() + number.size();
    return std::from_chars(number.data(), end, as_signed).ec == std::errc{} ||
           std::from_chars(number.data(), end, as_unsigned).ec == std::errc{};
}

// What to write instead of a number; empty to leave it.
std::string replacement(std::string_view number) {
    bool const integer = number.find_first_of(".eE") == std::string_view::npos;
    if (integer && fits_64_bits(number)) return {};
    double parsed = 0;
    auto const [end, code] = std::from_chars(number.data(), number.data() + number.size(), parsed);
    if (end != number.data() + number.size()) return {};
    bool const tiny =
        number.find("e-") != std::string_view::npos || number.find("E-") != std::string_view::npos;
    if (code == std::errc::result_out_of_range && !tiny) {
        return number.front() == '-' ? "-1.7976931348623157e308" : "1.7976931348623157e308";
    }
    return integer ? std::string(number) + "e0" : std::string();
}

}  // namespace

std::optional<std::string> with_big_numbers_as_doubles(std::string_view text) {
    std::string out;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '"') {
            at = end_of_string(text, at);
        } else if (starts_number(text[at])) {
            auto end = at;
            while (end < text.size() && in_number(text[end])) ++end;
            if (auto const better = replacement(text.substr(at, end - at)); !better.empty()) {
                out.append(text, copied, at - copied).append(better);
                copied = end;
            }
            at = end;
        } else {
            ++at;
        }
    }
    if (copied == 0) return {};
    return out.append(text, copied);
}

}  // namespace coaws::json
