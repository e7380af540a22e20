// What OpenSSL alone takes for the hashes of a signature.
#pragma once

#include <cstddef>
#include <string_view>

namespace coaws::bench {

/// SHA-256 with the algorithm fetched once and one context.
void bare_sha256(std::string_view bytes);
/// HMAC-SHA-256 with a 32-byte key and one context.
void bare_hmac(std::string_view bytes);
/// An ECDSA signature on P-256 over SHA-256 with a key made once.
void bare_ecdsa(std::string_view bytes);

}  // namespace coaws::bench
