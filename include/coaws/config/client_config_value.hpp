// Client options from dynamic data.
#pragma once

#include <coaws/config/client_config.hpp>
#include <coaws/value/value.hpp>

namespace coaws::config {

/// The options that a map names as the reference's Config object does (`region_name`, `retries`, `s3`, …,
/// CFG-10…37); `signature_version` "unsigned" stands for no signature, timeouts are seconds. Null members
/// count as not set. Throws value_error for an unknown option or a value of the wrong kind (CFG-04), and what
/// the options themselves throw.
client_config client_config_from_value(value_map const& options);

}  // namespace coaws::config
