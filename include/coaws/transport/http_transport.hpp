// HTTP/1.1 over TCP and TLS with kept connections: the usual implementation of the transport port.
#pragma once

#include <chrono>
#include <coaws/pipeline/ports.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace coaws {

/// How connections are made and kept. Copied into the transport; later changes have no effect on it.
struct transport_config {
    /// Resolving, connecting, the proxy's answer and the TLS handshake together. Zero: no limit (CFG-15).
    std::chrono::nanoseconds connect_timeout = std::chrono::seconds(60);
    /// Each wait for the socket while a request is sent or a response read. Zero: no limit (HTTP-02).
    std::chrono::nanoseconds read_timeout = std::chrono::seconds(60);
    /// Idle connections kept per host and execution context; more may be open under load (CFG-17, HTTP-01).
    std::size_t max_connections = 10;
    /// Makes `max_connections` a bound on open connections per host and execution context: further requests
    /// wait.
    bool hard_limit = false;
    /// A connection idle for longer is not used again: servers drop theirs after 5 to 20 seconds. Zero: no
    /// limit.
    std::chrono::nanoseconds idle_timeout = std::chrono::seconds(15);
    /// How long a request with `Expect: 100-continue` waits for leave before it sends its body (HTTP-07).
    std::chrono::nanoseconds continue_timeout = std::chrono::seconds(1);
    /// Bodies known to have fewer bytes follow their head without waiting for leave: the round trip would
    /// cost more than a body sent in vain.
    std::uint64_t continue_threshold = 64 * 1024;
    /// SO_KEEPALIVE on new sockets (HTTP-03).
    bool tcp_keepalive = false;

    /// Whether certificate and host name are checked (HTTP-04).
    bool verify = true;
    /// PEM file or hashed folder of trusted certificates; empty: those of the system.
    std::string ca_bundle;
    /// PEM files of the certificate (chain) shown to servers, and of its key; empty key: it is in the same
    /// file.
    std::string client_cert;
    std::string client_key;

    /// Proxy URL by request scheme (`http`, `https`); none: direct (HTTP-20).
    std::map<std::string, std::string> proxies;
    /// TLS to an https proxy: trusted certificates and client certificate, as above (HTTP-22).
    std::string proxy_ca_bundle;
    std::string proxy_client_cert;
    std::string proxy_client_key;
    /// Sends https requests to an https proxy in absolute form instead of through a tunnel (HTTP-21).
    bool proxy_use_forwarding_for_https = false;

    transport_config() = default;
};

/// Makes a transport. Does no I/O: certificates are read on the first TLS connection and shared in the
/// process by transports with the same TLS settings.
///
/// Any number of `send` may run at once, on any executors. A connection serves one exchange at a time and is
/// used again only on the execution context that made it. Idle connections hold no work: they never keep an
/// `io_context` running. They close with the transport, with their execution context, or through `close()`,
/// whichever comes first.
std::shared_ptr<pipeline::transport> make_http_transport(transport_config config = {});

}  // namespace coaws
