// Objects given as bytes are uploaded as streams (HND-29).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Makes a body of a Body given as bytes or text to PutObject and UploadPart; its bytes are moved.
void register_streamed_body(emitter& events);

}  // namespace coaws::customization
