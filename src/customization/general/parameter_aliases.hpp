// Friendlier names of parameters whose modelled names are awkward (HND-41).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Accepts `Filters` for `Filter` (ec2), `fromTime` for `from` (logs) and `returnFields` for `return`
/// (cloudsearchdomain). Both names at once throw alias_conflict_parameter_error.
void register_parameter_aliases(emitter& events);

}  // namespace coaws::customization
