// White space, lines and numbers as the reference's language reads them.
#include "config/python_text.hpp"

#include <charconv>
#include <coaws/base/text.hpp>
#include <cstddef>
#include <string>

namespace coaws::config {

namespace {

bool is_ascii_space(unsigned char c) noexcept { return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20); }

/// The white space characters beyond ASCII, in UTF-8.
constexpr std::string_view wide_spaces[] = {"\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80",
                                            "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84",
                                            "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88",
                                            "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8", "\xe2\x80\xa9",
                                            "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80"};

std::size_t space_at_front(std::string_view text) noexcept {
    if (is_ascii_space(static_cast<unsigned char>(text.front()))) return 1;
    if (static_cast<unsigned char>(text.front()) < 0x80) return 0;
    for (auto space : wide_spaces) {
        if (text.starts_with(space)) return space.size();
    }
    return 0;
}

std::size_t space_at_back(std::string_view text) noexcept {
    if (is_ascii_space(static_cast<unsigned char>(text.back()))) return 1;
    if (static_cast<unsigned char>(text.back()) < 0x80) return 0;
    for (auto space : wide_spaces) {
        if (text.ends_with(space)) return space.size();
    }
    return 0;
}

/// Length of a line end at the front of a text in memory, 0 when there is none.
std::size_t line_end_at_front(std::string_view text) noexcept {
    if (text.starts_with("\r\n")) return 2;
    auto const c = static_cast<unsigned char>(text.front());
    if ((c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e)) return 1;
    if (text.starts_with("\xc2\x85")) return 2;
    return text.starts_with("\xe2\x80\xa8") || text.starts_with("\xe2\x80\xa9") ? 3 : 0;
}

}  // namespace

std::string_view strip_right(std::string_view text) noexcept {
    while (!text.empty()) {
        auto const size = space_at_back(text);
        if (size == 0) break;
        text.remove_suffix(size);
    }
    return text;
}

std::string_view strip(std::string_view text) noexcept {
    text = strip_right(text);
    while (!text.empty()) {
        auto const size = space_at_front(text);
        if (size == 0) break;
        text.remove_prefix(size);
    }
    return text;
}

std::vector<std::string_view> file_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        auto const end = text.find_first_of("\r\n");
        if (end == std::string_view::npos) {
            lines.push_back(text);
            break;
        }
        lines.push_back(text.substr(0, end));
        text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    }
    return lines;
}

std::vector<std::string_view> text_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    std::size_t begin = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        auto const size = line_end_at_front(text.substr(at));
        if (size == 0) {
            ++at;
            continue;
        }
        lines.push_back(text.substr(begin, at - begin));
        at += size;
        begin = at;
    }
    if (begin < text.size()) lines.push_back(text.substr(begin));
    return lines;
}

std::optional<std::int64_t> parse_integer(std::string_view text) noexcept {
    text = strip(text);
    bool const negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    // One place more than 64 bits need, plus the sign.
    char digits[24];
    std::size_t count = 0;
    if (negative) digits[count++] = '-';
    bool after_digit = false;
    for (char c : text) {
        if (c == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        after_digit = true;
        bool const leading_zero = c == '0' && count == (negative ? 1U : 0U);
        if (leading_zero) continue;
        if (count == sizeof digits) return std::nullopt;
        digits[count++] = c;
    }
    if (!after_digit) return std::nullopt;
    if (count == (negative ? 1U : 0U)) return 0;
    std::int64_t number = 0;
    auto const [end, failure] = std::from_chars(digits, digits + count, number);
    if (failure != std::errc{} || end != digits + count) return std::nullopt;
    return number;
}

bool parse_boolean(std::string_view text) noexcept { return iequals(text, "true"); }

}  // namespace coaws::config
