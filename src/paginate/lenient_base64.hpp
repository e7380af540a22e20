// Base64 as Python reads it: what is no base64 character is passed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coaws::paginate {

/// Decodes base64, skipping foreign characters and everything behind the padding; nothing when the characters
/// don't make up whole bytes. PAGE-05: this decides which starting tokens count as resume tokens.
std::optional<std::string> lenient_base64_decode(std::string_view text);

}  // namespace coaws::paginate
