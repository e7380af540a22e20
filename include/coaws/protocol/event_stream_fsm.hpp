// Event streams of responses: bytes in, events out.
#pragma once

#include <coaws/codec/event_stream.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/schema/shape_reader.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaws::protocol {

/// What an event stream is at.
enum class event_step : std::uint8_t {
    want_bytes,        ///< feed() more, or finish()
    initial_response,  ///< read() gives members of the operation's output
    event,             ///< read() gives the members of event()
    unknown_event,     ///< one that the model does not have: there is only its event_name()
    end                ///< nothing comes any more
};

/// The member of an output that is an event stream, or null.
schema const* event_stream_member(schema const& output) noexcept;

/// Reads the event stream of a response (ES-01…06), in whatever pieces it arrives, without any I/O of its
/// own. After an error, or a failure that the stream itself reported, nothing more comes.
///
/// Not to be shared between threads. Protocol and schemas must outlive it.
class event_stream_fsm {
  public:
    /// `output` has an `event_stream_member`, else value_error is thrown. `operation` is for messages.
    event_stream_fsm(wire_protocol const& wire, schema const& output, std::string operation);

    /// Takes the next bytes; they are copied.
    void feed(std::string_view bytes);
    /// The stream has no more bytes.
    void finish() noexcept { finished_ = true; }

    /// Moves to the next message.
    ///
    /// Throws event_stream_error for a failure that the service reports in the stream (ES-04),
    /// response_parser_error where the initial response is missing (ES-06) or a payload is malformed,
    /// parser_error and its kin for damaged messages (ES-03), incomplete_read_error when the stream ends
    /// within a message.
    event_step advance();

    /// The member of the stream's shape that the event here is; null at anything else.
    schema const* event() const noexcept { return event_; }
    /// What the message here calls its event, known or not; empty where it has no such text.
    std::string_view event_name() const noexcept { return message_.header_text(":event-type"); }
    /// Fills in the members of the event or initial response here; once for each. Throws
    /// response_parser_error.
    void read(deserializable& out);
    /// The event here as a map of one entry: its name and its members.
    value read_event();

    /// The member of the output whose contents these events are.
    schema const& member() const noexcept { return *stream_; }

  private:
    enum class phase : std::uint8_t { expecting_response, running, over };

    event_step next_step();
    event_step end_of_bytes() const;
    void check_initial_response() const;
    event_stream_error failure() const;
    void read_members(deserializable& out) const;

    wire_protocol const* wire_;
    schema const* output_;
    schema const* stream_;
    std::string operation_;
    codec::event_stream_decoder decoder_;
    codec::event_message message_;
    schema const* event_ = nullptr;
    phase phase_ = phase::running;
    bool finished_ = false;
};

}  // namespace coaws::protocol
