// Asking the service before a stream is sent (HND-32).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/ports.hpp>

namespace coaws::customization {

/// Sets Expect: 100-continue on PUT and POST requests whose payload was given as a body that is not in
/// memory, and on all uploads of PutObject and UploadPart. The environment's
/// BOTO_EXPERIMENTAL__NO_EMPTY_CONTINUE, asked once, spares bodies known to be empty.
void register_expect_continue(emitter& events, pipeline::environment const* environment);

}  // namespace coaws::customization
