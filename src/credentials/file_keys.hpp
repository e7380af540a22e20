// Keys from a section of a file.
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/value/value.hpp>
#include <optional>
#include <string>

namespace coaws {

/// The credentials of a section, or nothing when it has no `aws_access_key_id`. Throws
/// partial_credentials_error when the secret key is missing, invalid_config_error when a key holds a block
/// instead of a text. With `temporary`, session token and account id are read as well (CRED-21).
std::optional<credentials> keys_of_section(value_map const& section, std::string const& method,
                                           bool temporary);

}  // namespace coaws
