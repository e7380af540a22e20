// Proofs of possession for OAuth tokens (RFC 9449; CRED-36).
#pragma once

#include <coaws/base/time.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::auth {

/// A private key on the curve P-256 that signs proofs. Immutable and thread-safe; copies share the key.
class dpop_key {
  public:
    /// Reads an unencrypted key in PEM, SEC 1 or PKCS 8; nothing when the text holds no P-256 key.
    static std::optional<dpop_key> from_pem(std::string_view text);

    /// The value of a `DPoP` header for a POST to a URL. `id` must be unique, e.g. a UUID. Throws error when
    /// the cryptographic library fails.
    std::string proof(std::string_view url, timestamp now, std::string_view id) const;

  private:
    struct native;
    explicit dpop_key(std::shared_ptr<native const> key) : native_(std::move(key)) {}
    std::shared_ptr<native const> native_;
};

}  // namespace coaws::auth
