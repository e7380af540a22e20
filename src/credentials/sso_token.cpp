// The token files in ~/.aws/sso/cache.
#include "credentials/sso_token.hpp"

#include <coaws/base/digest.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/log.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>

#include "credentials/json_document.hpp"
#include "credentials/service_call.hpp"
#include "credentials/token_file.hpp"

namespace coaws {

namespace {

constexpr std::string_view logger = "coaws.credentials";
constexpr std::chrono::minutes refresh_window{15};

std::string token_path(provider_context const& context, sso_session_settings const& session) {
    auto const key = hex_encode(sha1(session.name ? *session.name : session.start_url));
    return context.config->expand_path("~/.aws/sso/cache") + '/' + key + ".json";
}

/// A token file that has what every token needs.
struct stored_token {
    value_map document;
    auth_token token;
};

asio::awaitable<stored_token> load(provider_context& context, sso_session_settings const& session) {
    auto const text = co_await context.world.files->read(token_path(context, session));
    if (!text) {
        auto const& name = session.name ? *session.name : session.start_url;
        throw sso_token_load_error("Token for " + name + " does not exist");
    }
    auto document = read_json_object(*text);
    auto token = document ? text_of(*document, "accessToken") : std::nullopt;
    auto const end = document ? text_of(*document, "expiresAt") : std::nullopt;
    auto const expires = end ? parse_timestamp(*end) : std::nullopt;
    if (!token || !expires) throw sso_token_load_error("Token for " + session.start_url + " is invalid");
    stored_token stored;
    stored.document = std::move(*document);
    stored.token = auth_token(std::move(*token), expires);
    co_return stored;
}

/// Whether the file tells how to get another token.
bool can_refresh(value_map const& document, timestamp now) {
    auto const missing =
        missing_texts(document, {"refreshToken", "clientId", "clientSecret", "registrationExpiresAt"});
    if (!missing.empty()) {
        log::write(log::level::info, logger, "Unable to refresh SSO token: missing keys: " + missing);
        return false;
    }
    auto const end = parse_timestamp(text_of(document, "registrationExpiresAt").value_or(""));
    if (end && *end > now) return true;
    log::write(log::level::info, logger, "SSO token registration expired");
    return false;
}

/// What stands in the file after a refresh.
std::optional<stored_token> read_refreshed(value const& answer, value_map const& old,
                                           sso_session_settings const& session, timestamp now) {
    auto const* token = answer.find("accessToken");
    auto const* seconds = answer.find("expiresIn");
    if (token == nullptr || !token->is_string() || seconds == nullptr || !seconds->is_int())
        return std::nullopt;
    auto const expires = end_of_life(now, seconds->as_int());
    stored_token fresh;
    auto& document = fresh.document;
    document.append("startUrl", session.start_url);
    document.append("region", session.region);
    document.append("accessToken", *token);
    document.append("expiresAt", format_iso8601(expires));
    for (std::string const name : {"clientId", "clientSecret", "registrationExpiresAt"})
        document.append(name, old.at(name));
    if (auto const* next = answer.find("refreshToken")) document.append("refreshToken", *next);
    fresh.token = auth_token(token->as_string(), expires);
    return fresh;
}

asio::awaitable<std::optional<stored_token>> ask_for_token(provider_context& context, value_map const& old,
                                                           sso_session_settings const& session) {
    service_call call;
    call.service = "sso-oidc";
    call.operation = "CreateToken";
    call.client.region = session.region;
    call.params = args("grantType", "refresh_token", "clientId", old.at("clientId"), "clientSecret",
                       old.at("clientSecret"), "refreshToken", old.at("refreshToken"));
    try {
        auto const answer = co_await run_service_call(context, std::move(call));
        co_return read_refreshed(answer, old, session, context.world.clock->now());
    } catch (client_error const& refused) {
        log::write(log::level::warning, logger,
                   "SSO token refresh attempt failed: " + std::string(refused.code()));
    }
    co_return std::nullopt;
}

}  // namespace

asio::awaitable<auth_token> load_sso_token(provider_context& context, sso_session_settings const& session) {
    auto stored = co_await load(context, session);
    co_return std::move(stored.token);
}

asio::awaitable<auth_token> refresh_sso_token(provider_context& context,
                                              sso_session_settings const& session) {
    auto stored = co_await load(context, session);
    auto const now = context.world.clock->now();
    if (*stored.token.expires() - now < refresh_window && can_refresh(stored.document, now)) {
        auto fresh = co_await ask_for_token(context, stored.document, session);
        if (fresh) {
            stored = std::move(*fresh);
            auto const path = token_path(context, session);
            co_await write_token_file(context, path, stored.document);
        }
    }
    if (*stored.token.expires() <= context.world.clock->now())
        throw token_retrieval_error("sso", "Token has expired and refresh failed");
    co_return std::move(stored.token);
}

}  // namespace coaws
