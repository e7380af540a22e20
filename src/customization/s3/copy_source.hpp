// Naming the source of a copy (HND-26).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Makes CopySource of CopyObject and UploadPartCopy a percent-encoded text, from a text or from a map of
/// Bucket, Key and VersionId. A map without Bucket or Key throws param_validation_error.
void register_copy_source(emitter& events);

}  // namespace coaws::customization
