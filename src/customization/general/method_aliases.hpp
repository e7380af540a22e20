// Old names of operations.
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// HND-02: snake_case names that earlier releases of the reference had are answered with those of today.
void register_method_aliases(emitter& events);

}  // namespace coaws::customization
