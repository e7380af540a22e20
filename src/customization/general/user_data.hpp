// Launch scripts travel as base64 (HND-39).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Encodes UserData of RunInstances (ec2) and CreateLaunchConfiguration (auto scaling).
void register_user_data(emitter& events);

}  // namespace coaws::customization
