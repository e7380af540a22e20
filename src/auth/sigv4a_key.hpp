// The ECDSA key pair that Signature Version 4A derives from access and secret key.
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/auth/sigv4a.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace coaws::auth {

/// A key pair on P-256. Immutable.
class sigv4a_key {
  public:
    /// The calling thread's key pair for these credentials, derived on first use.
    static std::shared_ptr<sigv4a_key const> get(credentials const& keys);

    sigv4a_key(std::string_view access_key, std::string_view secret_key);
    ~sigv4a_key();
    sigv4a_key(sigv4a_key const&) = delete;
    sigv4a_key& operator=(sigv4a_key const&) = delete;

    /// The SHA-256 of the text, signed; DER.
    std::string sign(std::string_view text) const;
    bool verify(std::string_view text, std::string_view der) const;
    sigv4a_point const& public_point() const noexcept { return public_point_; }

  private:
    struct native;
    std::unique_ptr<native> native_;
    sigv4a_point public_point_;
};

}  // namespace coaws::auth
