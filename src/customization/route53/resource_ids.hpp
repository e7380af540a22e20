// Ids of Route 53 as its own responses give them (HND-40).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Keeps only the last part of ids like `/hostedzone/Z1`.
void register_resource_ids(emitter& events);

}  // namespace coaws::customization
