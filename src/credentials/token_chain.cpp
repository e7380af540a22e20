// The chain of token providers, and the first of them.
#include <coaws/base/text.hpp>
#include <coaws/credentials/tokens.hpp>

#include "credentials/sso_token.hpp"

namespace coaws {

namespace {

class env_token_provider final : public token_provider {
  public:
    std::string_view name() const override { return "env"; }

    asio::awaitable<std::optional<auth_token>> load(provider_context& context,
                                                    std::string signing_name) override {
        if (trim(signing_name).empty()) co_return std::nullopt;
        auto text = context.config->environment_variable(bearer_token_variable(signing_name));
        if (!text) co_return std::nullopt;
        co_return auth_token(std::move(*text));
    }
};

class sso_token_provider final : public token_provider {
  public:
    std::string_view name() const override { return "sso"; }

    asio::awaitable<std::optional<auth_token>> load(provider_context& context, std::string) override {
        auto const session = read_sso_session(*context.config, context.profile);
        if (!session) co_return std::nullopt;
        co_return co_await refresh_sso_token(context, *session);
    }
};

}  // namespace

asio::awaitable<std::optional<found_token>> token_chain::load(provider_context& context,
                                                              std::string signing_name) const {
    auto const providers = snapshot();
    for (auto const& one : providers) {
        auto token = co_await one->load(context, signing_name);
        if (token) co_return found_token(one, std::move(*token));
    }
    co_return std::nullopt;
}

std::shared_ptr<token_provider> make_env_token_provider() { return std::make_shared<env_token_provider>(); }

std::shared_ptr<token_provider> make_sso_token_provider() { return std::make_shared<sso_token_provider>(); }

std::shared_ptr<token_chain> make_default_token_chain() {
    std::vector<token_chain::provider_ptr> providers;
    providers.push_back(make_env_token_provider());
    providers.push_back(make_sso_token_provider());
    return std::make_shared<token_chain>(std::move(providers));
}

std::string bearer_token_variable(std::string_view signing_name) {
    std::string name = "AWS_BEARER_TOKEN_";
    for (char c : ascii_upper(signing_name)) name += c == '-' || c == ' ' ? '_' : c;
    return name;
}

}  // namespace coaws
