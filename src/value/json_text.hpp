// Text inside JSON: escapes, and bytes that are no UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace coaws::detail {

/// How deep JSON and other walks over values may go.
inline constexpr int most_nesting = 1000;

/// Appends `text` in quotes. Bytes that are no UTF-8 become U+FFFD; with `ascii`, everything beyond ASCII
/// becomes a
/// `\u` escape.
void append_json_string(std::string& out, std::string_view text, bool ascii);

/// The code point at the start of `text` (not empty) and the number of bytes that it takes; U+FFFD and 1
/// where the bytes are no UTF-8.
struct decoded_code_point {
    char32_t code_point;
    std::size_t length;
};
decoded_code_point decode_utf8(std::string_view text) noexcept;

}  // namespace coaws::detail
