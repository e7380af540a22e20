// API Gateway answers in HAL unless told otherwise (HND-36).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Sets Accept: application/json where it is absent.
void register_accept_header(emitter& events);

}  // namespace coaws::customization
