// Line breaks in XML bodies that the service must not fold (HND-32).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Writes CR and LF as character references in the bodies of DeleteObjects and
/// PutBucketLifecycleConfiguration.
void register_line_breaks(emitter& events);

}  // namespace coaws::customization
