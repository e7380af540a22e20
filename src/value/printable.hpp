// Which characters show on paper.
#pragma once

namespace coaws::detail {

/// Whether a code point of two or more bytes of UTF-8 is shown as it is: no control, format or private
/// character and no separator. Unassigned ones count as printable, other than in Python, where that depends
/// on its version's Unicode.
bool is_printable(char32_t code_point) noexcept;

}  // namespace coaws::detail
