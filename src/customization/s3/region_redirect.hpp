// Buckets that live in another region than the client (HND-52, HTTP-40).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <memory>

namespace coaws::customization {

/// Sends a call once more, to the region of its bucket, when the service says that it went to the wrong one.
/// The region comes from the response, else from a HeadBucket call. It is remembered for the bucket's later
/// calls.
void register_region_redirect(emitter& events, std::weak_ptr<pipeline::client_core const> core);

}  // namespace coaws::customization
