// Keys that occur more than once while a map is filled by appending.
#pragma once

#include <coaws/value/value.hpp>

namespace coaws::detail {

/// Leaves of each key only the last value, at the place of the first. Linear in the size of the map.
void drop_repeated_keys(value_map& map);

}  // namespace coaws::detail
