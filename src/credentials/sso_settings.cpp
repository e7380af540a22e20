// Reading profiles and sections of single sign-on.
#include "credentials/sso_settings.hpp"

#include <coaws/base/errors_config.hpp>

#include "credentials/json_document.hpp"
#include "credentials/section_text.hpp"

namespace coaws {

namespace {

/// The profile's keys together with those of its session, which may repeat but not contradict them.
value_map with_session(value_map const& profile, credential_configuration const& config) {
    auto const name = section_text(profile, "sso_session");
    if (!name) return profile;
    value_map const* session = config.sso_session(*name);
    if (session == nullptr)
        throw invalid_config_error("The specified sso-session does not exist: \"" + *name + "\"");
    value_map merged = profile;
    for (auto const& [key, v] : *session) {
        value const* own = profile.find(key);
        if (own != nullptr && !(*own == v)) {
            throw invalid_config_error("The value for " + key + " is inconsistent between profile (" +
                                       section_text(profile, key).value_or("") + ") and sso-session (" +
                                       section_text(*session, key).value_or("") + ").");
        }
        merged[key] = v;
    }
    return merged;
}

}  // namespace

std::optional<sso_role_settings> read_sso_role(credential_configuration const& config,
                                               std::string const& profile) {
    value_map const* section = config.merged_profile(profile);
    if (section == nullptr) return std::nullopt;
    if (!section->contains("sso_role_name") && !section->contains("sso_account_id")) return std::nullopt;
    auto const merged = with_session(*section, config);
    auto const missing =
        missing_members(merged, {"sso_role_name", "sso_account_id", "sso_start_url", "sso_region"});
    if (!missing.empty()) {
        throw invalid_config_error(
            "The profile \"" + profile +
            "\" is configured to use SSO but is missing required configuration: " + missing);
    }
    sso_role_settings role;
    role.session.name = section_text(merged, "sso_session");
    role.session.start_url = *section_text(merged, "sso_start_url");
    role.session.region = *section_text(merged, "sso_region");
    role.role_name = *section_text(merged, "sso_role_name");
    role.account_id = *section_text(merged, "sso_account_id");
    return role;
}

std::optional<sso_session_settings> read_sso_session(credential_configuration const& config,
                                                     std::string const& profile) {
    value_map const* section = config.merged_profile(profile);
    if (section == nullptr) return std::nullopt;
    auto const name = section_text(*section, "sso_session");
    if (!name) return std::nullopt;
    auto const start = "The profile \"" + profile + "\" is configured to use the SSO token provider but ";
    value_map const* session = config.sso_session(*name);
    if (session == nullptr || session->empty()) {
        throw invalid_config_error(start + "the \"" + *name + "\" sso_session configuration does not exist.");
    }
    std::string missing;
    for (std::string const key : {"sso_start_url", "sso_region"}) {
        if (session->contains(key)) continue;
        if (!missing.empty()) missing += ", ";
        missing += '\'' + key + '\'';
    }
    if (!missing.empty()) {
        throw invalid_config_error(start + "is missing the following configuration: [" + missing + "].");
    }
    sso_session_settings found;
    found.name = *name;
    found.start_url = *section_text(*session, "sso_start_url");
    found.region = *section_text(*session, "sso_region");
    return found;
}

}  // namespace coaws
