// User metadata travels in headers (HND-27).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Throws param_validation_error for Metadata of CopyObject, PutObject and CreateMultipartUpload that is not
/// ASCII.
void register_metadata_ascii(emitter& events);

}  // namespace coaws::customization
