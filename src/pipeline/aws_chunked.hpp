// The aws-chunked content coding with a checksum trailer (MISC-32).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/ports.hpp>
#include <string>
#include <string_view>

namespace coaws::pipeline {

/// Wraps the request's body in chunks of 1 MiB followed by `trailer_name:base64(digest)`, and sets
/// Transfer-Encoding, Content-Encoding, X-Amz-Trailer and X-Amz-Decoded-Content-Length. The wrapped body is
/// computed while it is sent, anew for every attempt.
asio::awaitable<void> wrap_with_trailer(http::request& request, std::string_view algorithm,
                                        std::string_view trailer_name, world const& w);

}  // namespace coaws::pipeline
