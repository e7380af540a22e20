// What profiles say about roles to be assumed (CRED-26…28).
#pragma once

#include <coaws/credentials/configuration.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coaws {

/// One role, as its profile describes it.
struct role_settings {
    std::string arn;
    std::optional<std::string> session_name;
    std::optional<std::string> external_id;
    std::optional<std::string> mfa_serial;
    std::optional<std::int64_t> duration_seconds;

    role_settings() = default;
};

/// Roles that are assumed one with the keys of the next, and what the last one is assumed with.
struct role_chain {
    std::vector<role_settings> roles;  ///< the one that is wanted comes first
    std::string last_profile;          ///< of the last role
    std::string source_profile;        ///< whose keys begin the chain; empty: `credential_source` does
    std::string credential_source;     ///< `Environment`, `EcsContainer` or `Ec2InstanceMetadata`

    role_chain() = default;
};

/// Whether a profile asks for a role to be assumed with other keys.
bool is_role_profile(value_map const& profile);

/// Follows `source_profile` from a profile that asks for a role. Throws invalid_config_error for sources that
/// make no sense, infinite_loop_config_error for profiles that lead back to each other,
/// partial_credentials_error for a profile without a source.
role_chain read_role_chain(credential_configuration const& config, std::string const& profile);

}  // namespace coaws
