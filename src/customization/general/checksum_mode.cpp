// Asking for response checksums.
#include "customization/general/checksum_mode.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

bool has_mode(operation_schema const& operation) {
    return !operation.checksum.request_validation_mode_member.empty();
}

}  // namespace

void register_checksum_mode(emitter& events, pipeline::client_settings const& settings) {
    if (settings.response_checksum != pipeline::checksum_policy::when_supported) return;
    events.on_some("before-parameter-build", has_mode, [](before_parameter_build& e) {
        auto const& member = e.operation().checksum.request_validation_mode_member;
        if (!e.context.is_presign && !e.params.contains(member)) e.params[member] = "ENABLED";
    });
}

}  // namespace coaws::customization
