// What every request to Glacier says (HND-35).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Gives an absent accountId the value `-`, the caller's own, and sends the API version as a header.
void register_account_and_version(emitter& events);

}  // namespace coaws::customization
