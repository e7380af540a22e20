// Resume tokens: a map of service tokens as one opaque text, and back (PAGE-05).
#pragma once

#include <coaws/value/value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::paginate {

/// The key under which a resume token keeps how many items of its page were handed out.
inline constexpr std::string_view truncate_amount_key = "boto_truncate_amount";

/// Base64 of the map as JSON. Blobs become base64 text and their paths are listed in `boto_encoded_keys`.
/// Throws value_error when the map is nested beyond 200 levels.
std::string encode_token(value_map const& tokens);

/// What `encode_token` was given; nothing when the text is none of its texts. Never throws for any text.
std::optional<value_map> decode_token(std::string_view text);

}  // namespace coaws::paginate
