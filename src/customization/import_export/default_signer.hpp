// Import/Export is modelled with a signature that it no longer takes (HND-55).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_settings.hpp>

namespace coaws::customization {

/// Signs with SigV4 unless a signature version was configured.
void register_default_signer(emitter& events, pipeline::client_settings const& settings);

}  // namespace coaws::customization
