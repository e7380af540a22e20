// Reading UTF-8.
#pragma once

#include <cstddef>
#include <string_view>

namespace coaws::detail {

/// A code point and the number of bytes that it takes.
struct decoded_code_point {
    char32_t code_point;
    std::size_t length;

    /// Whether the bytes are no UTF-8: U+FFFD stands for the first of them then.
    bool is_malformed() const noexcept { return length == 1 && code_point >= 0x80; }
};

/// The code point at the start of `text`, which must not be empty.
decoded_code_point decode_utf8(std::string_view text) noexcept;

}  // namespace coaws::detail
