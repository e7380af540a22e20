// The path that SigV2 signs names the bucket, wherever the bucket stands (EP-54, HND-46).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_settings.hpp>

namespace coaws::customization {

/// Sets the context's `auth_path` before a SigV2 signature. Costs nothing for clients that sign otherwise.
void register_signing_path(emitter& events, pipeline::client_settings const& settings);

}  // namespace coaws::customization
