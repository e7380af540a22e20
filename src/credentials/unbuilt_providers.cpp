// Refusing profiles that ask for sources that are not built yet.
#include "credentials/unbuilt_providers.hpp"

#include <coaws/base/errors_credentials.hpp>
#include <functional>
#include <string>
#include <vector>

namespace coaws {

namespace {

/// Says which keys or variables ask for a source; empty when none do.
using demand = std::function<std::string(provider_context const&, value_map const& profile)>;

class unbuilt_provider final : public credential_provider {
  public:
    unbuilt_provider(std::string name, demand asks) : name_(std::move(name)), asks_(std::move(asks)) {}

    std::string_view name() const override { return name_; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        value_map const* profile = context.config->merged_profile(context.profile);
        auto const keys = asks_(context, profile == nullptr ? value_map() : *profile);
        if (!keys.empty()) {
            throw credential_retrieval_error(name_, "profile \"" + context.profile +
                                                        "\" asks for this source of credentials (" + keys +
                                                        "), which this version of coaws does not have yet");
        }
        co_return std::nullopt;
    }

  private:
    std::string name_;
    demand asks_;
};

/// The names among `names` that the profile has, comma-separated.
std::string present(value_map const& profile, std::vector<std::string> const& names) {
    std::string list;
    for (auto const& name : names) {
        if (!profile.contains(name)) continue;
        if (!list.empty()) list += ", ";
        list += name;
    }
    return list;
}

std::shared_ptr<credential_provider> make(std::string name, demand asks) {
    return std::make_shared<unbuilt_provider>(std::move(name), std::move(asks));
}

}  // namespace

std::shared_ptr<credential_provider> make_unbuilt_assume_role_provider() {
    return make("assume-role", [](provider_context const&, value_map const& profile) {
        bool const asks = profile.contains("role_arn") && !profile.contains("web_identity_token_file");
        return asks ? present(profile, {"role_arn", "source_profile", "credential_source"}) : std::string();
    });
}

std::shared_ptr<credential_provider> make_unbuilt_web_identity_provider() {
    return make("assume-role-with-web-identity",
                [](provider_context const& context, value_map const& profile) {
                    constexpr std::string_view variable = "AWS_WEB_IDENTITY_TOKEN_FILE";
                    if (!context.profile_is_explicit) {
                        auto const path = context.config->environment_variable(variable);
                        // A variable set to the empty text hides the profile's key (CRED-30).
                        if (path) return std::string(path->empty() ? std::string_view() : variable);
                    }
                    value const* path = profile.find("web_identity_token_file");
                    bool const asks = path != nullptr && path->size() != 0;
                    return asks ? present(profile, {"web_identity_token_file", "role_arn"}) : std::string();
                });
}

std::shared_ptr<credential_provider> make_unbuilt_sso_provider() {
    return make("sso", [](provider_context const&, value_map const& profile) {
        if (!profile.contains("sso_role_name") && !profile.contains("sso_account_id")) return std::string();
        return present(profile,
                       {"sso_session", "sso_start_url", "sso_region", "sso_role_name", "sso_account_id"});
    });
}

std::shared_ptr<credential_provider> make_unbuilt_login_provider() {
    return make("login", [](provider_context const&, value_map const& profile) {
        return present(profile, {"login_session"});
    });
}

std::shared_ptr<credential_provider> make_unbuilt_process_provider() {
    return make("custom-process", [](provider_context const&, value_map const& profile) {
        return present(profile, {"credential_process"});
    });
}

}  // namespace coaws
