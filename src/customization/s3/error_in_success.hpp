// Errors that arrive with status 200 (HND-24).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Turns a response of status 200 whose body is an error document, or no XML at all, into one of status 500,
/// so that it is tried again. Responses that carry an object's own bytes are left alone.
void register_error_in_success(emitter& events);

}  // namespace coaws::customization
