// Bodies read to their end, and bytes as bodies.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/ports.hpp>
#include <memory>
#include <string>

namespace coaws::testing {

/// All bytes of a request's body, whatever its kind; empty for a file where `files` is null.
boost::asio::awaitable<std::string> body_bytes(body content, std::shared_ptr<pipeline::files> files);

/// Reads a response's stream into its body.
boost::asio::awaitable<http::response> without_stream(http::response response);

/// Turns a response's body into a stream of the length that Content-Length announces, else of its own.
http::response with_stream(http::response response);

}  // namespace coaws::testing
