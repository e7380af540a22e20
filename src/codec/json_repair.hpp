// A second chance for JSON that is fine by Python's reader but not by a strict one.
#pragma once

#include <string>
#include <string_view>

namespace coaws::codec {

/// Rewrites what services may send and a strict 64-bit parser refuses: integers too big become floating-point
/// numbers, numbers too big and `NaN`, `Infinity`, `-Infinity` become texts, halves of surrogate pairs
/// U+FFFD. Anything else is kept as it is, so that malformed text stays malformed.
std::string repair_json(std::string_view text);

}  // namespace coaws::codec
