// The protocols by name.
#include <array>
#include <coaws/protocol/wire_protocol.hpp>

#include "protocol/protocols.hpp"

namespace coaws::protocol {

wire_protocol const* find_protocol(std::string_view name) noexcept {
    using accessor = wire_protocol const& (*)() noexcept;
    constexpr std::array<accessor, 6> all = {json_rpc_protocol, rest_json_protocol, rest_xml_protocol,
                                             query_protocol,    ec2_protocol,       rpc_v2_cbor_protocol};
    for (accessor get : all) {
        wire_protocol const& candidate = get();
        if (candidate.name() == name) return &candidate;
    }
    return nullptr;
}

}  // namespace coaws::protocol
