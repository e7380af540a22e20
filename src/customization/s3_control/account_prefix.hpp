// Accounts belong to the endpoint, not to a host prefix (HND-37, EP-56).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Takes `{AccountId}.` off the modelled hosts of S3 Control where the rule set puts it there.
void register_account_prefix(emitter& events);

}  // namespace coaws::customization
