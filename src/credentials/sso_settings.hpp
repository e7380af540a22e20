// What profiles say about single sign-on (CRED-31, CRED-52).
#pragma once

#include <coaws/credentials/configuration.hpp>
#include <optional>
#include <string>

namespace coaws {

/// A single sign-on session.
struct sso_session_settings {
    std::optional<std::string> name;  ///< none: the older form, without a session of its own
    std::string start_url;
    std::string region;

    sso_session_settings() = default;
};

/// A role of a single sign-on session.
struct sso_role_settings {
    sso_session_settings session;
    std::string role_name;
    std::string account_id;

    sso_role_settings() = default;
};

/// The role of a profile; nothing when the profile has none. Throws invalid_config_error for an incomplete or
/// contradictory one.
std::optional<sso_role_settings> read_sso_role(credential_configuration const& config,
                                               std::string const& profile);

/// The session that a profile gets tokens from; nothing when it names none. Throws invalid_config_error.
std::optional<sso_session_settings> read_sso_session(credential_configuration const& config,
                                                     std::string const& profile);

}  // namespace coaws
