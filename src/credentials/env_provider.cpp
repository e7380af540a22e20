// Keys from environment variables (CRED-20).
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/time.hpp>
#include <coaws/credentials/providers.hpp>

namespace coaws {

namespace {

constexpr char access_key_variable[] = "AWS_ACCESS_KEY_ID";
constexpr char secret_key_variable[] = "AWS_SECRET_ACCESS_KEY";
constexpr char expiration_variable[] = "AWS_CREDENTIAL_EXPIRATION";

/// The variable's text; a variable set to the empty text counts as not set.
std::optional<std::string> non_empty(provider_context const& context, std::string_view name) {
    auto text = context.config->environment_variable(name);
    return text && !text->empty() ? text : std::nullopt;
}

class env_provider final : public credential_provider {
  public:
    std::string_view name() const override { return "env"; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        if (context.profile_is_explicit || !non_empty(context, access_key_variable)) co_return std::nullopt;
        co_return fetch(context, false);
    }

    /// What was there may have gone meanwhile; an expiry is compulsory now.
    asio::awaitable<std::optional<credentials>> refresh(provider_context& context) override {
        co_return fetch(context, true);
    }

  private:
    static credentials fetch(provider_context const& context, bool require_expiry) {
        auto access_key = non_empty(context, access_key_variable);
        if (!access_key) throw partial_credentials_error("env", access_key_variable);
        auto secret_key = non_empty(context, secret_key_variable);
        if (!secret_key) throw partial_credentials_error("env", secret_key_variable);
        auto token = non_empty(context, "AWS_SECURITY_TOKEN");
        if (!token) token = non_empty(context, "AWS_SESSION_TOKEN");
        auto const expiration = non_empty(context, expiration_variable);
        if (!expiration && require_expiry) throw partial_credentials_error("env", expiration_variable);
        std::optional<timestamp> expires;
        if (expiration) {
            expires = parse_timestamp(*expiration);
            if (!expires) {
                throw value_error(std::string(expiration_variable) + " is no point in time: " + *expiration);
            }
        }
        return credentials(std::move(*access_key), std::move(*secret_key), std::move(token),
                           non_empty(context, "AWS_ACCOUNT_ID"), "env", expires);
    }
};

}  // namespace

std::shared_ptr<credential_provider> make_env_provider() { return std::make_shared<env_provider>(); }

}  // namespace coaws
