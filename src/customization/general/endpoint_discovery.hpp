// Services that name the endpoint of an operation on request (MISC-10…13, HND-56).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <memory>

namespace coaws::customization {

/// As the client's settings say: sends operations to discovered endpoints, refuses those that need one, or
/// nothing. Does not keep the core alive; a call that waits for an answer does.
void register_endpoint_discovery(emitter& events, std::shared_ptr<pipeline::client_core const> const& core);

}  // namespace coaws::customization
