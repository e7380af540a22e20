// Naming the API version to the operation that discovers endpoints (HND-31).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Sets x-amz-api-version on endpoint discovery operations.
void register_api_version_header(emitter& events);

}  // namespace coaws::customization
