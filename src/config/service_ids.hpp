// How endpoint settings name a service.
#pragma once

#include <string>
#include <string_view>

namespace coaws::config {

/// The service's id in names of endpoint settings, lower case with `_` (CFG-50): the hyphenised service id,
/// which for most services is the client name.
std::string endpoint_config_id(std::string_view client_name);

}  // namespace coaws::config
