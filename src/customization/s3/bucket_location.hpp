// A response that no shape describes (HND-42).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Gives GetBucketLocation its LocationConstraint: the text of the document's root, null when there is none.
void register_bucket_location(emitter& events);

}  // namespace coaws::customization
