// Asking for response checksums.
#include "customization/general/checksum_mode.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

void register_checksum_mode(emitter& events, pipeline::client_settings const& settings) {
    if (settings.response_checksum != pipeline::checksum_policy::when_supported) return;
    events.on("before-parameter-build", [](before_parameter_build& e) {
        auto const& member = e.operation().checksum.request_validation_mode_member;
        if (!member.empty() && !e.context.is_presign && !e.params.contains(member))
            e.params[member] = "ENABLED";
    });
}

}  // namespace coaws::customization
