// The bytes of a request before its body.
#pragma once

#include <coaws/http/message.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "transport/route.hpp"

namespace coaws::transport {

/// How the body of a request is delimited.
struct request_framing {
    bool has_body = false;
    bool chunked = false;
    std::optional<std::uint64_t> length{};  ///< bytes to send when not chunked
    bool expects_continue = false;          ///< the body waits for leave
    bool adds_length = false;               ///< the head gets a Content-Length of its own
    bool adds_chunked = false;              ///< the head gets a Transfer-Encoding of its own

    request_framing() = default;
};

/// Follows the caller's Content-Length or Transfer-Encoding; without either, the size of the body decides
/// (HTTP-06). `size`: bytes of the body where known. A known size below `continue_threshold` waits for no
/// leave, whatever the request's Expect says. Throws http_client_error when the caller's length is not a
/// number or contradicts `size`.
request_framing framing_of(http::request const& request, std::optional<std::uint64_t> size,
                           std::uint64_t continue_threshold = 0);

/// Writes request line and fields into `out`, replacing what it holds. Adds Host, `Accept-Encoding: identity`
/// and the framing where the caller has not set them. Throws http_client_error for fields or targets that
/// would break out of their line; the message never holds a value.
void write_head(std::string& out, http::request const& request, request_framing const& framing,
                route const& way);

/// Writes the CONNECT request for a tunnel to the route's host.
void write_connect_head(std::string& out, route const& way);

}  // namespace coaws::transport
