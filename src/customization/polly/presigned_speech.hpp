// Speech by presigned URL has no body to describe (HND-46).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Drops Content-Type of a SynthesizeSpeech that is being presigned.
void register_presigned_speech(emitter& events);

}  // namespace coaws::customization
