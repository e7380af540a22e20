// Errors of the HTTP exchange (EXC-12).
#pragma once

#include <coaws/base/error.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// Root of the errors of a connection already made.
class http_client_error : public error_kind<http_client_error> {
  public:
    static constexpr std::string_view type_name = "HTTPClientError";
    using error_kind::error_kind;
    explicit http_client_error(std::string const& cause);

    std::string_view cause() const noexcept { return field("cause"); }
};

/// The peer closed the connection before a whole response had come.
class connection_closed_error : public error_kind<connection_closed_error, http_client_error> {
  public:
    static constexpr std::string_view type_name = "ConnectionClosedError";
    explicit connection_closed_error(std::string const& endpoint_url, std::string const& cause = {});

    std::string_view endpoint_url() const noexcept { return field("endpoint_url"); }
    std::string_view cause() const noexcept { return field("cause"); }
};

/// Nothing came from the peer for the length of the read timeout.
class read_timeout_error : public error_kind<read_timeout_error, http_client_error> {
  public:
    static constexpr std::string_view type_name = "ReadTimeoutError";
    explicit read_timeout_error(std::string const& endpoint_url, std::string const& cause = {});

    std::string_view endpoint_url() const noexcept { return field("endpoint_url"); }
    std::string_view cause() const noexcept { return field("cause"); }
};

/// A response body broke off while it was read.
class response_streaming_error : public error_kind<response_streaming_error, http_client_error> {
  public:
    static constexpr std::string_view type_name = "ResponseStreamingError";
    explicit response_streaming_error(std::string const& cause);

    std::string_view cause() const noexcept { return field("cause"); }
};

/// Root of the errors of making a connection.
class connection_error : public error_kind<connection_error> {
  public:
    static constexpr std::string_view type_name = "ConnectionError";
    using error_kind::error_kind;
    explicit connection_error(std::string const& cause);

    std::string_view cause() const noexcept { return field("cause"); }
};

/// The endpoint could not be reached.
class endpoint_connection_error : public error_kind<endpoint_connection_error, connection_error> {
  public:
    static constexpr std::string_view type_name = "EndpointConnectionError";
    explicit endpoint_connection_error(std::string const& endpoint_url, std::string const& cause = {});

    std::string_view endpoint_url() const noexcept { return field("endpoint_url"); }
    std::string_view cause() const noexcept { return field("cause"); }
};

/// The TLS handshake or certificate validation failed.
class ssl_error : public error_kind<ssl_error, connection_error> {
  public:
    static constexpr std::string_view type_name = "SSLError";
    ssl_error(std::string const& endpoint_url, std::string const& cause);

    std::string_view endpoint_url() const noexcept { return field("endpoint_url"); }
    std::string_view cause() const noexcept { return field("cause"); }
};

/// No connection came about within the connect timeout.
class connect_timeout_error : public error_kind<connect_timeout_error, connection_error> {
  public:
    static constexpr std::string_view type_name = "ConnectTimeoutError";
    explicit connect_timeout_error(std::string const& endpoint_url, std::string const& cause = {});

    std::string_view endpoint_url() const noexcept { return field("endpoint_url"); }
    std::string_view cause() const noexcept { return field("cause"); }
};

/// The proxy could not be reached or refused. `proxy_url` must come without user and password.
class proxy_connection_error : public error_kind<proxy_connection_error, connection_error> {
  public:
    static constexpr std::string_view type_name = "ProxyConnectionError";
    explicit proxy_connection_error(std::string const& proxy_url, std::string const& cause = {});

    std::string_view proxy_url() const noexcept { return field("proxy_url"); }
    std::string_view cause() const noexcept { return field("cause"); }
};

}  // namespace coaws
