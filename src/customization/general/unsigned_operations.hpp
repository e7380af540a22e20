// Operations that hand out credentials and so need none (HND-45).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Leaves some operations of cognito-identity and sts unsigned.
void register_unsigned_operations(emitter& events);

}  // namespace coaws::customization
