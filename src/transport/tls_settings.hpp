// What tells one TLS configuration from another.
#pragma once

#include <compare>
#include <string>

namespace coaws::transport {

/// Trust and identity of one kind of TLS connection. Paths are taken as they are.
struct tls_settings {
    bool verify = true;
    std::string ca_bundle;
    std::string client_cert;
    std::string client_key;

    tls_settings() = default;
    auto operator<=>(tls_settings const&) const = default;
};

}  // namespace coaws::transport
