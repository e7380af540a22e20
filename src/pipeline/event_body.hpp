// A response body that is an event stream.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/protocol/event_stream_fsm.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <optional>
#include <string>

namespace coaws::pipeline {

/// The event stream of an output: what the value holds until `event_stream` takes it. One reader at a time.
/// An error, cancellation included, closes the stream.
class event_body final : public incoming_body {
  public:
    /// Reads from the response's stream or, where it has none, its body. `service` owns the schemas.
    event_body(http::response& response, protocol::event_stream_fsm events,
               std::shared_ptr<service_schema const> service);

    /// Reads on to the next message, or to the end.
    asio::awaitable<protocol::event_step> advance();
    /// What `advance` came to.
    void read(deserializable& out);
    value read_event();
    protocol::event_stream_fsm const& events() const noexcept { return events_; }

    /// The bytes are not for anyone else: throws response_streaming_error.
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override;
    std::optional<std::uint64_t> content_length() const noexcept override { return std::nullopt; }
    void close() noexcept override;

  private:
    asio::awaitable<void> read_piece();

    std::shared_ptr<service_schema const> service_;
    protocol::event_stream_fsm events_;
    std::shared_ptr<incoming_body> stream_;  // null once it was read to its end or closed
    std::string piece_;
    bool closed_ = false;
};

/// Puts the event stream of a response into the output, as a body that `out` may take; where the protocol has
/// an initial response, that is read first, and its members put there too (ES-06).
asio::awaitable<void> attach_events(client_core const& core, operation_schema const& operation,
                                    http::response& response, deserializable& out);

}  // namespace coaws::pipeline
