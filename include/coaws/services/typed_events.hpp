// The base of the streams of events that typed operations answer with.
#pragma once

#include <memory>
#include <utility>

namespace coaws::services {

/// A stream of events in an operation's output (ES-01…07). A handle; copies share the stream. One that was
/// not received has ended.
///
/// A generated class adds `next()`, which gives the next event, or nothing at the end and ever after (also
/// after an error or `close()`). Events are of a generated union: `which()` tells the kind; an event of a
/// kind that is not known here is its `unknown_`, and `unknown_member()` its name.
///
/// `next()` throws the exception class of the service for a failure that the service models and reports in
/// the stream, event_stream_error for any other that it reports, and else what `coaws::event_stream` throws;
/// both classes derive from client_error. Cancellation throws boost::system::system_error with
/// operation_aborted.
///
/// One reader at a time, and once only. Reading to the end gives the connection back; an error, cancellation,
/// `close()`, and destroying the last handle before the end close it. The client and its session may be gone.
class typed_events {
  public:
    typed_events() noexcept = default;

    /// Drops the rest; the connection is closed. May be called twice. A `next()` under way ends with an
    /// error.
    void close() noexcept;

    struct state;
    /// For the library.
    void hold(std::shared_ptr<state> stream) noexcept { state_ = std::move(stream); }

  protected:
    std::shared_ptr<state> const& shared() const noexcept { return state_; }

  private:
    std::shared_ptr<state> state_;
};

}  // namespace coaws::services
