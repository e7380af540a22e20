// Filling in idempotency tokens (HND-20).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/ports.hpp>
#include <memory>

namespace coaws::customization {

/// Gives every absent idempotency token member of an input a fresh UUID.
void register_idempotency_token(emitter& events, std::shared_ptr<pipeline::randomness> random);

}  // namespace coaws::customization
