// Old names of services.
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// HND-01: clients of `runtime.sagemaker` are those of `sagemaker-runtime`.
void register_service_aliases(emitter& events);

}  // namespace coaws::customization
