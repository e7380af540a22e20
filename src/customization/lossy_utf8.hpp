// Bytes that may be no text, as text.
#pragma once

#include <string>
#include <string_view>

namespace coaws::customization {

/// The bytes as UTF-8 with U+FFFD for each ill-formed part, as decoders commonly replace (one for every
/// maximal prefix of a sequence).
std::string lossy_utf8(std::string bytes);

}  // namespace coaws::customization
