// Reading UTF-8.
#include "base/utf8.hpp"

namespace coaws::detail {

decoded_code_point decode_utf8(std::string_view text) noexcept {
    constexpr decoded_code_point malformed{0xFFFD, 1};
    auto const first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return {first, 1};
    std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return malformed;
    char32_t code_point = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        auto const next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U) return malformed;
        code_point = (code_point << 6U) | (next & 0x3FU);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    bool const surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (code_point < least[length] || surrogate || code_point > 0x10FFFF) return malformed;
    return {code_point, length};
}

}  // namespace coaws::detail
