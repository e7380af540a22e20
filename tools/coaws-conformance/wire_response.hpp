// Responses of a case, and what parsing them gives, for the verbs that stop at the wire.
#pragma once

#include <coaws/http/message.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/value/value.hpp>
#include <string>

namespace coaws::conformance {

/// From `{"status", "headers", "body"}`.
http::response make_response(value const& step);
/// `{"error", …}`
std::string describe_wire_error(protocol::parsed_error found, protocol::response_metadata const& metadata);
/// `{"output", "metadata"}`
std::string describe_wire_output(value_map output, protocol::response_metadata const& metadata);

}  // namespace coaws::conformance
