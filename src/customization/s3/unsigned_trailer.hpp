// Checksum trailers of requests that nobody signs (HND-46, SIGN-35).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Announces an unsigned trailer where there is no signature that would do it.
void register_unsigned_trailer(emitter& events);

}  // namespace coaws::customization
