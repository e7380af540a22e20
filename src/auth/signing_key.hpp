// The keys that Signature Version 4 derives from a secret.
#pragma once

#include <coaws/base/digest.hpp>
#include <string_view>

namespace coaws::auth {

/// The signing key of a secret for a day (`20150830`), region and service. A thread remembers its latest
/// keys; they are wiped when they are replaced and when the thread ends.
sha256_digest signing_key(std::string_view secret, std::string_view day, std::string_view region,
                          std::string_view service);

/// HMAC-SHA-256 of a text with that key.
sha256_digest sign_with_key(std::string_view secret, std::string_view day, std::string_view region,
                            std::string_view service, std::string_view text);

}  // namespace coaws::auth
