// The library's version.
#pragma once

#include <string_view>

namespace coaws {

inline constexpr std::string_view version = "0.1.0";

}  // namespace coaws
