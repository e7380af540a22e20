// Where a request's connection leads, directly or through a proxy.
#pragma once

#include <coaws/http/message.hpp>
#include <coaws/transport/http_transport.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "transport/tls_settings.hpp"

namespace coaws::transport {

/// A proxy as its URL describes it.
struct proxy_server {
    bool tls = false;
    std::string host;
    std::uint16_t port = 0;
    std::string authorization;  ///< value of Proxy-Authorization; empty when the URL has no user
    std::string masked_url;     ///< for messages: user and password are left out
    std::string fault;          ///< why the URL can't be used; empty when it can

    proxy_server() = default;
    /// Never throws for what the text holds: `fault` says what is wrong with it (HTTP-20).
    static proxy_server parse(std::string_view url);
};

/// The fixed part of a transport's configuration, worked out once.
struct route_settings {
    transport_config config;
    tls_settings tls;
    tls_settings proxy_tls;
    std::map<std::string, proxy_server, std::less<>> proxies;

    explicit route_settings(transport_config const& from);
};

/// One request's way. Views and pointers refer to the request and the settings.
struct route {
    bool tls = false;
    std::string_view authority;
    std::string_view host;
    std::uint16_t port = 0;
    proxy_server const* proxy = nullptr;
    bool tunnel = false;         ///< CONNECT first (HTTP-21)
    bool absolute_form = false;  ///< the request line carries the whole URL

    route() = default;
    /// Throws http_client_error for a URL that is not http or https, proxy_connection_error for a bad proxy
    /// URL.
    static route find(http::uri const& url, route_settings const& settings);
};

/// The URL for messages: without user and password, and without a query that carries a signature or token.
std::string url_for_message(http::uri const& url);

}  // namespace coaws::transport
