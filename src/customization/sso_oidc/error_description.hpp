// Errors as OAuth words them (HND-43).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Makes `error_description` the message of an error that has none.
void register_error_description(emitter& events);

}  // namespace coaws::customization
