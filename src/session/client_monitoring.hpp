// Client-side monitoring as the configuration asks for it (SESS-19).
#pragma once

#include <coaws/config/store.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/ports.hpp>

namespace coaws {

/// Registers the monitor on a client's own emitter where the variable csm_enabled is true. Throws value_error
/// for a client id of more than 255 characters and a port that is no number.
void monitor_calls(emitter& events, config::store const& settings, pipeline::world const& world);

}  // namespace coaws
