// The events of an operation's output, as its reader sees them.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/http/body.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <optional>

namespace coaws {

namespace pipeline {
class event_body;
}

/// A handle to a stream of events that a service sends (ES-01…07): `coaws::event_stream events =
/// out.take_body("Payload");`. Copies share the stream.
///
/// One reader at a time, and once only. Reading to the end gives the connection back; an error, cancellation,
/// `close()`, and destroying the last handle before the end close it. Bytes are read as events are asked for,
/// never more than one message and 32 KiB ahead. The client and its session may be gone.
class event_stream {
  public:
    /// A stream that has ended.
    event_stream() = default;
    /// Implicit, so that an operation's output can be taken as a stream. Throws value_error for a body that
    /// is no stream of events.
    event_stream(body of);

    /// The next event: a map of one entry, the event's name and its members, as the union of the model has
    /// them; events that the model does not know are passed over. Nothing at the end, and ever after (also
    /// after an error or `close()`).
    ///
    /// Throws event_stream_error for a failure that the service reports in the stream, response_parser_error
    /// for a malformed event, parser_error and its kin for damaged messages, incomplete_read_error for a
    /// stream that ends within a message; read_timeout_error and response_streaming_error like any body.
    /// Cancellation throws boost::system::system_error with operation_aborted.
    boost::asio::awaitable<std::optional<value>> next();

    /// Drops the rest; the connection is closed. May be called twice. A `next()` under way ends with an
    /// error.
    void close() noexcept;

    /// Whether a body is a stream of events.
    static bool is_in(body const& b) noexcept;

  private:
    static boost::asio::awaitable<std::optional<value>> next_of(std::shared_ptr<pipeline::event_body> from);

    std::shared_ptr<pipeline::event_body> body_;
};

}  // namespace coaws
