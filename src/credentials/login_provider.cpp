// Keys of a login session (CRED-35).
#include <coaws/base/digest.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/credentials/providers.hpp>
#include <coaws/pipeline/events.hpp>
#include <coaws/value/client_error.hpp>

#include "credentials/login_token.hpp"
#include "credentials/section_text.hpp"
#include "credentials/service_call.hpp"
#include "credentials/token_file.hpp"

namespace coaws {

namespace {

constexpr std::chrono::minutes long_enough{5};

/// Adds the proof to the one request that the client will send.
std::function<void(emitter&)> prove_with(auth::dpop_key key, pipeline::world const& world) {
    auto prove = [key = std::move(key), clock = world.clock, random = world.randomness](before_call& e) {
        auto const proof = key.proof(e.request.http.url.str(), clock->now(), random->uuid4());
        e.request.http.headers.set("DPoP", proof);
    };
    return [prove = std::move(prove)](emitter& events) {
        events.on("before-call.signin.CreateOAuth2Token", prove);
    };
}

/// What a refusal of the service means to the user.
[[noreturn]] void throw_refusal(client_error const& refused) {
    auto const why = refused.response().get("error", "");
    if (why == "TOKEN_EXPIRED" || why == "USER_CREDENTIALS_CHANGED") throw login_refresh_required();
    if (why == "INSUFFICIENT_PERMISSIONS") throw login_insufficient_permissions();
    throw login_error();
}

class login_provider final : public credential_provider {
  public:
    std::string_view name() const override { return "login"; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        value_map const* profile = context.config->merged_profile(context.profile);
        if (profile == nullptr) co_return std::nullopt;
        auto session = section_text(*profile, "login_session");
        if (!session) co_return std::nullopt;
        session_ = std::move(*session);
        auto const token = co_await read_token(context);
        co_return token.keys();
    }

    /// Another process may have refreshed the file, so it is read again.
    asio::awaitable<std::optional<credentials>> refresh(provider_context& context) override {
        auto token = co_await read_token(context);
        auto key = token.proof_key();
        auto keys = token.keys();
        auto const now = context.world.clock->now();
        if (!context.bypass_cache && *keys.expires() - now > long_enough) co_return keys;
        service_call call;
        call.service = "signin";
        call.operation = "CreateOAuth2Token";
        call.steps = keys.steps();
        call.params = token.refresh_parameters();
        call.client.event_handlers = prove_with(std::move(key), context.world);
        auto const answer = co_await ask(context, std::move(call));
        token.refresh(answer, context.world.clock->now());
        auto const path = token_path(context);
        co_await write_token_file(context, path, token.document());
        co_return token.keys();
    }

  private:
    std::string token_path(provider_context const& context) const {
        auto const named = context.config->environment_variable("AWS_LOGIN_CACHE_DIRECTORY");
        auto const folder = context.config->expand_path(named ? *named : "~/.aws/login/cache");
        return folder + '/' + hex(sha256(session_)) + ".json";
    }

    asio::awaitable<login_token> read_token(provider_context& context) const {
        auto const text = co_await context.world.files->read(token_path(context));
        co_return login_token(text, session_);
    }

    static asio::awaitable<value> ask(provider_context& context, service_call call) {
        try {
            co_return co_await run_service_call(context, std::move(call));
        } catch (client_error const& refused) {
            if (refused.modeled_type() != "AccessDeniedException") throw;
            throw_refusal(refused);
        }
    }

    std::string session_;
};

}  // namespace

std::shared_ptr<credential_provider> make_login_provider() { return std::make_shared<login_provider>(); }

}  // namespace coaws
