// Running the process's session initialisers (SESS-03).
#pragma once

#include <coaws/session/initializers.hpp>

namespace coaws {

/// Runs all that are registered, in order, outside any lock. Throws what they throw.
void run_initializers(session const& fresh);

}  // namespace coaws
