// Families of defaults for the settings of a client (CFG-60…63).
#pragma once

#include <chrono>
#include <coaws/base/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::config {

/// The defaults that a mode brings.
struct smart_defaults {
    std::string retry_mode;
    std::string sts_regional_endpoints;
    std::string s3_us_east_1_regional_endpoint;
    std::optional<std::chrono::nanoseconds> connect_timeout;

    smart_defaults() = default;
};

/// The mode in lower case. Throws invalid_defaults_mode when it is neither `legacy` nor `auto` nor one of
/// `data`, the contents of `sdk-default-configuration`.
std::string check_defaults_mode(std::string_view mode, json::view data);

/// What `auto` stands for, given the client's region and the region that the program runs in, if that is
/// known (CFG-63): `in-region`, `cross-region` or `standard`.
std::string_view resolve_auto_mode(std::optional<std::string> const& client_region,
                                   std::optional<std::string> const& current_region) noexcept;

/// The defaults of a mode that is neither `legacy` nor `auto`: the base values with the mode's changes (add,
/// multiply, override).
smart_defaults load_smart_defaults(std::string_view mode, json::view data);

}  // namespace coaws::config
