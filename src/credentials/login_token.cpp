// Reading, using and updating a login session.
#include "credentials/login_token.hpp"

#include <coaws/base/errors_credentials.hpp>
#include <coaws/value/args.hpp>

#include "credentials/json_document.hpp"
#include "credentials/token_file.hpp"

namespace coaws {

namespace {

constexpr char bad_answer[] =
    "Unable to refresh access token due to an invalid service response. Please try running 'aws login' "
    "again. If "
    "the issue persists, there may be a temporary signin service problem.";

/// A text at a dotted path.
std::optional<std::string> text_at(value const& in, std::string_view path) {
    value const* found = in.find_path(path);
    return found == nullptr || !found->is_string() ? std::nullopt : std::optional(found->as_string());
}

}  // namespace

login_token::login_token(std::optional<std::string> const& text, std::string const& session) {
    if (!text) {
        throw login_token_load_error("Unable to load a existing login session for session " + session +
                                     ". Please reauthenticate with 'aws login'.");
    }
    auto document = read_json_object(*text);
    if (!document) throw login_token_load_error("The login session of " + session + " can't be read.");
    auto missing = missing_members(*document, {"accessToken"});
    auto const texts = missing_texts(*document, {"refreshToken", "dpopKey", "clientId"});
    if (!missing.empty() && !texts.empty()) missing += ", ";
    missing += texts;
    if (!missing.empty()) {
        throw login_token_load_error(
            "Failed to load access token from token cache, missing required fields: " + missing + ".");
    }
    document_ = std::move(*document);
}

credentials login_token::keys() const {
    value const* token = document_.find("accessToken");
    auto required = [token](char const* name) {
        auto text = token->is_map() ? text_of(token->as_map(), name) : std::nullopt;
        if (!text) {
            throw login_token_load_error(
                "Failed to load access token from token cache, missing required fields: accessToken." +
                std::string(name) + ".");
        }
        return std::move(*text);
    };
    auto access_key = required("accessKeyId");
    auto secret_key = required("secretAccessKey");
    auto session_token = required("sessionToken");
    auto account = required("accountId");
    auto const expires = parse_timestamp(required("expiresAt"));
    if (!expires) throw login_token_load_error("expiresAt of the cached token is no point in time.");
    return credentials(std::move(access_key), std::move(secret_key), std::move(session_token),
                       std::move(account), "login", expires);
}

auth::dpop_key login_token::proof_key() const {
    auto key = auth::dpop_key::from_pem(text_of(document_, "dpopKey").value_or(""));
    if (!key) throw login_token_load_error("Unable to load private key from cached token.");
    return std::move(*key);
}

value login_token::refresh_parameters() const {
    auto input = args("clientId", document_.at("clientId"), "refreshToken", document_.at("refreshToken"),
                      "grantType", "refresh_token");
    return args("tokenInput", std::move(input));
}

void login_token::refresh(value const& answer, timestamp now) {
    auto const* seconds = answer.find_path("tokenOutput.expiresIn");
    auto access_key = text_at(answer, "tokenOutput.accessToken.accessKeyId");
    auto secret_key = text_at(answer, "tokenOutput.accessToken.secretAccessKey");
    auto session_token = text_at(answer, "tokenOutput.accessToken.sessionToken");
    auto refresh_token = text_at(answer, "tokenOutput.refreshToken");
    bool const whole =
        seconds != nullptr && seconds->is_int() && access_key && secret_key && session_token && refresh_token;
    if (!whole) throw login_token_load_error(bad_answer);
    value_map token;
    token.append("accessKeyId", std::move(*access_key));
    token.append("secretAccessKey", std::move(*secret_key));
    token.append("sessionToken", std::move(*session_token));
    token.append("accountId", document_.at("accessToken").at("accountId"));
    token.append("expiresAt", format_iso8601(end_of_life(now, seconds->as_int())));
    document_["accessToken"] = std::move(token);
    document_["refreshToken"] = std::move(*refresh_token);
}

}  // namespace coaws
