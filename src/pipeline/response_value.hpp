// A response as the map that handlers, errors and callers see.
#pragma once

#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/value/value.hpp>

namespace coaws::pipeline {

/// `ResponseMetadata` (WIRE-22); header names in lower case.
value_map metadata_value(protocol::response_metadata const& metadata);

/// The parsed form of a service's error: `Error`, `ResponseMetadata` and the modelled fields.
value_map error_value(protocol::parsed_error const& error, protocol::response_metadata const& metadata);

}  // namespace coaws::pipeline
