// Keys that the caller encrypts objects with (HND-28).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Encodes raw customer keys as base64 and adds their MD5, unless the caller gave that.
void register_sse_customer_key(emitter& events);

}  // namespace coaws::customization
