// Sessions of S3 Express buckets (HND-53).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <memory>

namespace coaws::customization {

/// Signs calls to directory buckets with the keys of a session, which CreateSession gives and which is kept
/// for the bucket's later calls until it is about to end.
void register_express_session(emitter& events, std::weak_ptr<pipeline::client_core const> core);

}  // namespace coaws::customization
