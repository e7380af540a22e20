// What a call came to, for the verbs whose answers hold either a result or an error.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/protocol/event_stream_fsm.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/value/value.hpp>
#include <functional>
#include <string_view>

namespace coaws::conformance {

/// A response without its metadata.
value_map without_metadata(value response);
/// Reads all streams of an output to their ends, leaving their bytes or events.
boost::asio::awaitable<void> read_streams(value_map& output);

/// How the event that a stream is at becomes a value.
using event_reading = std::function<value(protocol::event_stream_fsm&)>;
/// The same for the event stream of a response in memory: puts the events, and the initial response where
/// there is one, into the output. Throws response_parser_error.
void read_events(protocol::wire_protocol const& wire, operation_schema const& operation,
                 std::string_view bytes, value_map& output, event_reading const& read_event);

}  // namespace coaws::conformance
