// Keys of a role that is assumed with a token of another identity provider (CRED-30).
#include <coaws/base/errors_config.hpp>
#include <coaws/credentials/providers.hpp>

#include "credentials/role_fetch.hpp"
#include "credentials/section_text.hpp"

namespace coaws {

namespace {

constexpr char method[] = "assume-role-with-web-identity";

/// Reads settings, and remembers where it found them.
class setting_reader {
  public:
    explicit setting_reader(provider_context const& context) noexcept : context_(context) {}

    /// A variable, even one set to the empty text, hides the profile's key.
    std::optional<std::string> read(char const* variable, char const* key) {
        if (!context_.profile_is_explicit) {
            if (auto text = context_.config->environment_variable(variable)) {
                steps_.add({credential_step::environment_token});
                return text;
            }
        }
        value_map const* profile = context_.config->merged_profile(context_.profile);
        auto text = profile == nullptr ? std::nullopt : section_text(*profile, key);
        if (text) steps_.add({credential_step::profile_token});
        return text;
    }
    credential_steps steps() const noexcept { return steps_; }

  private:
    provider_context const& context_;
    credential_steps steps_;
};

class web_identity_provider final : public credential_provider {
  public:
    std::string_view name() const override { return method; }
    bool fresh_on_load() const noexcept override { return true; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        setting_reader settings(context);
        auto token_file = settings.read("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file");
        if (!token_file || token_file->empty()) co_return std::nullopt;
        auto arn = settings.read("AWS_ROLE_ARN", "role_arn");
        if (!arn || arn->empty()) {
            throw invalid_config_error(
                "The provided profile or the current environment is configured to assume role with web "
                "identity but has no role ARN configured. Ensure that the profile has the role_arn"
                "configuration set or the AWS_ROLE_ARN env var is set.");
        }
        role_settings role;
        role.arn = std::move(*arn);
        role.session_name = settings.read("AWS_ROLE_SESSION_NAME", "role_session_name");
        auto const now = context.world.clock->now();
        fetch_ = make_web_identity_fetch(std::move(role), std::move(*token_file), settings.steps(), now);
        co_return co_await fetch_->fetch(context);
    }

    asio::awaitable<std::optional<credentials>> refresh(provider_context& context) override {
        co_return co_await fetch_->fetch(context);
    }

  private:
    std::unique_ptr<cached_fetch> fetch_;
};

}  // namespace

std::shared_ptr<credential_provider> make_web_identity_provider() {
    return std::make_shared<web_identity_provider>();
}

}  // namespace coaws
