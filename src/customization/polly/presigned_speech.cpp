// Speech by presigned URL has no body to describe.
#include "customization/polly/presigned_speech.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

void drop_content_type(before_sign& e) {
    if (e.context.is_presign) e.request.headers.erase("Content-Type");
}

}  // namespace

void register_presigned_speech(emitter& events) {
    events.on("before-sign.polly.SynthesizeSpeech", drop_content_type);
}

}  // namespace coaws::customization
