// Asynchronous streams of bytes, in and out.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <coaws/http/body.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace coaws::pipeline {

namespace asio = boost::asio;

/// A producer of request bytes. One consumer at a time; made by a `body::source_factory`, once an attempt.
class byte_source {
  public:
    virtual ~byte_source() = default;
    /// Fills part of `buffer` and gives the number of bytes; 0 means the end. Errors are thrown and end the
    /// operation. Cancellation: must honour the slot of the awaiting coroutine.
    virtual asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) = 0;
};

/// A fresh source of a body. Throws what its factory throws, and value_error when that gives none.
std::unique_ptr<byte_source> open_source(body::source const& of);

/// A response body still on its connection. One reader at a time; destroying or closing it before the end
/// closes the connection, reading to the end gives the connection back.
class incoming_body {
  public:
    virtual ~incoming_body() = default;
    /// Fills part of `buffer`; 0 means the end. Throws read_timeout_error, response_streaming_error or
    /// incomplete_read_error; after an error the stream is closed.
    virtual asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) = 0;
    /// Content-Length where the response gave one.
    virtual std::optional<std::uint64_t> content_length() const noexcept = 0;
    /// Drops the rest and the connection. Never throws; may be called twice.
    virtual void close() noexcept = 0;
};

}  // namespace coaws::pipeline
