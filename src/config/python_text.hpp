// Text rules of the reference's language that configuration files and settings follow: white space, lines,
// numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace coaws::config {

/// Without white space at both ends; Unicode white space counts.
std::string_view strip(std::string_view text) noexcept;
/// Without white space at the end.
std::string_view strip_right(std::string_view text) noexcept;
/// Lines of a file: `\n`, `\r\n` and `\r` end a line.
std::vector<std::string_view> file_lines(std::string_view text);
/// Lines of a text in memory: vertical tab, form feed, separators U+001C…1E, U+0085, U+2028, U+2029 end one
/// as well.
std::vector<std::string_view> text_lines(std::string_view text);
/// A decimal integer with optional sign, outer white space and single underscores between digits (CFG-03);
/// nothing when the text is none or beyond 64 bits.
std::optional<std::int64_t> parse_integer(std::string_view text) noexcept;
/// `true` in any case is true, everything else false (CFG-02).
bool parse_boolean(std::string_view text) noexcept;

}  // namespace coaws::config
