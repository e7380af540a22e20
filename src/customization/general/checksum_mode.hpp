// Asking for response checksums (HND-21).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_settings.hpp>

namespace coaws::customization {

/// Sets an operation's absent validation mode member to ENABLED; registered for clients that validate when
/// supported.
void register_checksum_mode(emitter& events, pipeline::client_settings const& settings);

}  // namespace coaws::customization
