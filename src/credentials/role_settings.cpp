// Following profiles to the beginning of a chain of roles.
#include "credentials/role_settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/text.hpp>

#include "credentials/section_text.hpp"

namespace coaws {

namespace {

constexpr std::array<std::string_view, 3> known_sources = {"Environment", "EcsContainer",
                                                           "Ec2InstanceMetadata"};

bool has_static_keys(value_map const& profile) {
    return profile.contains("aws_secret_access_key") || profile.contains("aws_access_key_id");
}

/// A number as Python's int() reads it: blanks around it, a sign, single underscores between digits.
/// Anything else is passed over, as is what no role can have.
std::optional<std::int64_t> read_duration(std::string_view text) {
    text = trim(text);
    std::string digits;
    if (text.starts_with('-') || text.starts_with('+')) {
        if (text.front() == '-') digits = '-';
        text.remove_prefix(1);
    }
    if (text.starts_with('_') || text.ends_with('_') || text.find("__") != std::string_view::npos)
        return std::nullopt;
    if (text.find_first_not_of("0123456789_") != std::string_view::npos) return std::nullopt;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c != '_'; });
    std::int64_t number = 0;
    auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return number;
}

role_settings read_role(value_map const& profile) {
    role_settings role;
    role.arn = section_text(profile, "role_arn").value_or("");
    role.session_name = section_text(profile, "role_session_name");
    role.external_id = section_text(profile, "external_id");
    role.mfa_serial = section_text(profile, "mfa_serial");
    if (auto const duration = section_text(profile, "duration_seconds"))
        role.duration_seconds = read_duration(*duration);
    return role;
}

/// Follows one profile after the other.
class chain_reader {
  public:
    explicit chain_reader(credential_configuration const& config) : config_(config) {}

    role_chain read(std::string profile) {
        visited_.push_back(profile);
        for (;;) {
            auto const& section = *config_.merged_profile(profile);
            chain_.roles.push_back(read_role(section));
            chain_.last_profile = profile;
            auto const source = section_text(section, "source_profile");
            auto const named = section_text(section, "credential_source");
            check_one(profile, source.has_value(), named.has_value());
            if (named) {
                check_named(profile, *named);
                chain_.credential_source = *named;
                return std::move(chain_);
            }
            auto const& next = check_source(profile, *source);
            visited_.push_back(*source);
            if (has_static_keys(next) || !is_role_profile(next)) {
                chain_.source_profile = *source;
                return std::move(chain_);
            }
            profile = *source;
        }
    }

  private:
    static void check_one(std::string const& profile, bool source, bool named) {
        if (source && named) {
            throw invalid_config_error("The profile \"" + profile +
                                       "\" contains both source_profile and credential_source.");
        }
        if (!source && !named) {
            throw partial_credentials_error("assume-role", "source_profile or credential_source");
        }
    }

    static void check_named(std::string const& profile, std::string const& named) {
        if (std::find(known_sources.begin(), known_sources.end(), named) != known_sources.end()) return;
        throw invalid_config_error("The credential source \"" + named + "\" referenced in profile \"" +
                                   profile + "\" is not valid.");
    }

    value_map const& check_source(std::string const& profile, std::string const& source) const {
        value_map const* next = config_.merged_profile(source);
        if (next == nullptr) {
            throw invalid_config_error("The source_profile \"" + source + "\" referenced in the profile \"" +
                                       profile + "\" does not exist.");
        }
        bool const visited = std::find(visited_.begin(), visited_.end(), source) != visited_.end();
        // A profile may name itself: its own keys then begin the chain.
        if (visited && (source != profile || !has_static_keys(*next)))
            throw infinite_loop_config_error(source, visited_);
        return *next;
    }

    credential_configuration const& config_;
    role_chain chain_;
    std::vector<std::string> visited_;
};

}  // namespace

bool is_role_profile(value_map const& profile) {
    return profile.contains("role_arn") && !profile.contains("web_identity_token_file");
}

role_chain read_role_chain(credential_configuration const& config, std::string const& profile) {
    return chain_reader(config).read(profile);
}

}  // namespace coaws
