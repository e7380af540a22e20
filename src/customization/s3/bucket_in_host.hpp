// Buckets belong to the endpoint, not to the path (HND-22, EP-54).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Takes `/{Bucket}` off the modelled URIs of S3: the rule set puts the bucket into the URL.
void register_bucket_in_host(emitter& events);

}  // namespace coaws::customization
