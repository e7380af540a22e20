// How deep values may be nested.
#pragma once

namespace coaws::detail {

/// For JSON and other walks over values.
inline constexpr int most_nesting = 1000;

}  // namespace coaws::detail
