// Keys of a role of a single sign-on session (CRED-31…34).
#include <coaws/base/digest.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/text.hpp>
#include <coaws/credentials/providers.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>

#include "credentials/cached_fetch.hpp"
#include "credentials/service_call.hpp"
#include "credentials/sso_settings.hpp"
#include "credentials/sso_token.hpp"

namespace coaws {

namespace {

constexpr char provider_name[] = "sso";

/// Shared caches depend on each byte of what is hashed (CRED-18).
std::string cache_key_of(sso_role_settings const& role) {
    value_map params;
    params.append("accountId", role.account_id);
    params.append("roleName", role.role_name);
    if (role.session.name && !role.session.name->empty())
        params.append("sessionName", *role.session.name);
    else
        params.append("startUrl", role.session.start_url);
    json_options compact;
    compact.with_ascii();
    return hex_encode(sha1(to_json(value(std::move(params)), compact)));
}

credential_steps asking_steps(sso_role_settings const& role) {
    return {role.session.name ? credential_step::profile_sso : credential_step::profile_legacy_sso};
}

credential_steps asked_steps(sso_role_settings const& role) {
    return {role.session.name ? credential_step::sso : credential_step::legacy_sso};
}

class sso_fetch final : public cached_fetch {
  public:
    explicit sso_fetch(sso_role_settings role)
        : cached_fetch(cache_key_of(role), provider_name, asking_steps(role), asked_steps(role)),
          role_(std::move(role)) {}

  private:
    asio::awaitable<value_map> ask(provider_context& context) override {
        auto const token = co_await find_token(context);
        service_call call;
        call.service = "sso";
        call.operation = "GetRoleCredentials";
        call.steps = steps();
        call.client.region = role_.session.region;
        call.params =
            args("roleName", role_.role_name, "accountId", role_.account_id, "accessToken", token.text());
        try {
            auto const answer = co_await run_service_call(context, std::move(call));
            co_return read_answer(answer);
        } catch (client_error const& refused) {
            if (refused.modeled_type() != "UnauthorizedException") throw;
        }
        throw unauthorized_sso_token_error();
    }

    asio::awaitable<auth_token> find_token(provider_context& context) {
        if (role_.session.name) co_return co_await refresh_sso_token(context, role_.session);
        auto token = co_await load_sso_token(context, role_.session);
        // Nobody refreshes these, so a call with an expired one can be saved.
        if (*token.expires() <= context.world.clock->now()) throw unauthorized_sso_token_error();
        co_return token;
    }

    /// The answer in the form of STS's. What is missing there is missed later.
    value_map read_answer(value const& answer) const {
        value_map keys;
        if (auto const* given = answer.find("roleCredentials"); given != nullptr && given->is_map()) {
            auto copy = [&](char const* from, char const* to) {
                if (auto const* member = given->find(from)) keys.append(to, *member);
            };
            copy("accessKeyId", "AccessKeyId");
            copy("secretAccessKey", "SecretAccessKey");
            copy("sessionToken", "SessionToken");
            auto const* end = given->find("expiration");
            auto const expires = end != nullptr && end->is_number()
                                     ? timestamp_from_seconds(end->as_double() / 1000)
                                     : std::nullopt;
            if (expires)
                keys.append("Expiration", format_iso8601(std::chrono::floor<std::chrono::seconds>(*expires)));
        }
        keys.append("AccountId", role_.account_id);
        value_map document;
        document.append("ProviderType", provider_name);
        document.append("Credentials", std::move(keys));
        return document;
    }

    sso_role_settings role_;
};

class sso_provider final : public credential_provider {
  public:
    std::string_view name() const override { return provider_name; }
    bool fresh_on_load() const noexcept override { return true; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        auto role = read_sso_role(*context.config, context.profile);
        if (!role) co_return std::nullopt;
        fetch_ = std::make_unique<sso_fetch>(std::move(*role));
        co_return co_await fetch_->fetch(context);
    }

    asio::awaitable<std::optional<credentials>> refresh(provider_context& context) override {
        co_return co_await fetch_->fetch(context);
    }

  private:
    std::unique_ptr<sso_fetch> fetch_;
};

}  // namespace

std::shared_ptr<credential_provider> make_sso_provider() { return std::make_shared<sso_provider>(); }

}  // namespace coaws
