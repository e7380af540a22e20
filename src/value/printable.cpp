// Which characters show on paper.
#include "value/printable.hpp"

#include <algorithm>
#include <iterator>

namespace coaws::detail {

namespace {

struct range {
    char32_t first;
    char32_t last;
};

/// Categories Cc, Cf, Cs, Co, Zl, Zp and Zs of Unicode 14, beyond ASCII.
constexpr range hidden[] = {
    {0x80, 0xa0},       {0xad, 0xad},         {0x600, 0x605},     {0x61c, 0x61c},     {0x6dd, 0x6dd},
    {0x70f, 0x70f},     {0x890, 0x891},       {0x8e2, 0x8e2},     {0x1680, 0x1680},   {0x180e, 0x180e},
    {0x2000, 0x200f},   {0x2028, 0x202f},     {0x205f, 0x2064},   {0x2066, 0x206f},   {0x3000, 0x3000},
    {0xd800, 0xf8ff},   {0xfeff, 0xfeff},     {0xfff9, 0xfffb},   {0x110bd, 0x110bd}, {0x110cd, 0x110cd},
    {0x13430, 0x13438}, {0x1bca0, 0x1bca3},   {0x1d173, 0x1d17a}, {0xe0001, 0xe0001}, {0xe0020, 0xe007f},
    {0xf0000, 0xffffd}, {0x100000, 0x10fffd},
};

}  // namespace

bool is_printable(char32_t code_point) noexcept {
    auto const* const at = std::ranges::lower_bound(hidden, code_point, {}, &range::last);
    return at == std::end(hidden) || code_point < at->first;
}

}  // namespace coaws::detail
