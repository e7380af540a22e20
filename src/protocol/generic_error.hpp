// The parts of error parsing that all protocols share.
#pragma once

#include <coaws/http/message.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/service_schema.hpp>

namespace coaws::protocol {

/// Whether a response is an error without a protocol's body: status 500 and above, body empty or HTML
/// (WIRE-21).
bool is_generic_error(http::response const& response) noexcept;

/// Code and message from the status alone.
void set_error_from_status(http::response const& response, parsed_error& error);

/// Status and headers into the metadata, unless the caller filled in the headers already.
void set_transport_metadata(http::response const& response, response_metadata& metadata);

}  // namespace coaws::protocol
