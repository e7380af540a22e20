// An Expires header that may be no time (HND-25).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Keeps the text of Expires as ExpiresString in outputs that have it, and drops an Expires that is no time.
void register_expires(emitter& events);

}  // namespace coaws::customization
