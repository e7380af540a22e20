// The protocol objects behind find_protocol, one for each file of this folder.
#pragma once

#include <coaws/protocol/wire_protocol.hpp>

namespace coaws::protocol {

/// Each lives as long as the program.
wire_protocol const& json_rpc_protocol() noexcept;
wire_protocol const& rest_json_protocol() noexcept;
wire_protocol const& rest_xml_protocol() noexcept;
wire_protocol const& query_protocol() noexcept;
wire_protocol const& ec2_protocol() noexcept;
wire_protocol const& rpc_v2_cbor_protocol() noexcept;

}  // namespace coaws::protocol
