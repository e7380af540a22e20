#include <doctest/doctest.h>
#include <coaws/credentials/providers.hpp>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

constexpr char legacy[] =
    "[default]\nsso_start_url = https://start.example.com\nsso_region = us-west-2\n"
    "sso_account_id = 123456789012\nsso_role_name = Dev\n";
constexpr char with_session[] =
    "[default]\nsso_session = my\nsso_account_id = 123456789012\nsso_role_name = Dev\n"
    "[sso-session my]\nsso_region = us-west-2\nsso_start_url = https://start.example.com\n";
/// The files are named for the SHA-1 of the start URL, and of the session's name.
constexpr char legacy_file[] = "/u/me/.aws/sso/cache/b1cd59fdb1bf6dd82462b29a459d769bd127bb65.json";
constexpr char session_file[] = "/u/me/.aws/sso/cache/3ece1471f44f63177cbc35ba0b904e0c096b6783.json";
constexpr char answer[] = R"({"roleCredentials": {"accessKeyId": "K", "secretAccessKey": "s",
    "sessionToken": "t", "expiration": 1714984089500}})";

std::string token(std::string expires, std::string more = {}) {
    return R"({"startUrl": "https://start.example.com", "region": "us-west-2", "accessToken": "old", "expiresAt": ")" +
           expires + "\"" + more + "}";
}
constexpr char refresh_keys[] = R"(, "refreshToken": "r1", "clientId": "cid", "clientSecret": "cs",
    "registrationExpiresAt": "2024-06-06T07:00:00Z", "more": 1)";

struct fixture {
    memory_world world;
    std::shared_ptr<credential_provider> provider = make_sso_provider();

    explicit fixture(std::string config, char const* file = nullptr, std::string text = {}) {
        world.config_file(std::move(config));
        if (file != nullptr) world.files->set(file, std::move(text));
    }
    std::string message() {
        return message_of([this] { world.load(*provider); });
    }
    recorded_call const& call(std::size_t i) const { return world.clients->calls.at(i); }
};

}  // namespace

TEST_CASE("a profile without single sign-on is passed over") {
    fixture f("[default]\nsso_start_url = x\nsso_region = y\n");
    CHECK_FALSE(f.world.load(*f.provider));
    memory_world empty;
    CHECK_FALSE(empty.load(*f.provider));
}

TEST_CASE("the token of the start URL gives the role's keys") {
    fixture f(legacy, legacy_file, token("2024-05-06T07:09:09Z"));
    f.world.clients->reply(answer);
    auto const keys = f.world.load(*f.provider);
    REQUIRE(keys);
    CHECK(keys->access_key() == "K");
    CHECK(keys->session_token() == "t");
    CHECK(keys->account_id() == "123456789012");
    CHECK(keys->method() == "sso");
    CHECK(keys->expires() == parse_timestamp("2024-05-06T08:28:09Z"));
    auto const& call = f.call(0);
    CHECK(call.service == "sso");
    CHECK(call.operation == "GetRoleCredentials");
    CHECK(call.client.region == "us-west-2");
    CHECK_FALSE(call.client.keys);
    auto const wanted = args("roleName", "Dev", "accountId", "123456789012", "accessToken", "old");
    CHECK(call.params == wanted);
}

TEST_CASE("tokens that can't be used") {
    std::string const load =
        "SSOTokenLoadError: Error loading SSO Token: Token for https://start.example.com ";
    fixture none(legacy);
    CHECK(none.message() == load + "does not exist");
    for (std::string const text : {"", "no json", "[]", "{}", R"({"accessToken": "t"})",
                                   R"({"accessToken": 1, "expiresAt": "2024-05-06T07:09:09Z"})",
                                   R"({"accessToken": "t", "expiresAt": "never"})"}) {
        CAPTURE(text);
        fixture broken(legacy, legacy_file, text);
        CHECK(broken.message() == load + "is invalid");
    }
    fixture expired(legacy, legacy_file, token("2024-05-06T07:08:09Z"));
    CHECK(expired.message().starts_with("UnauthorizedSSOTokenError: The SSO session associated with this"));
    CHECK(expired.world.clients->calls.empty());
    fixture session(with_session);
    CHECK(session.message() == "SSOTokenLoadError: Error loading SSO Token: Token for my does not exist");
}

TEST_CASE("what the service says") {
    auto const good = token("2024-05-06T09:00:00Z");
    fixture refused(legacy, legacy_file, good);
    refused.world.clients->refuse("UnauthorizedException");
    CHECK(refused.message().starts_with("UnauthorizedSSOTokenError"));
    fixture other(legacy, legacy_file, good);
    other.world.clients->refuse("TooManyRequestsException");
    CHECK(other.message().starts_with("ClientError"));
    for (std::string const text : {"{}", R"({"roleCredentials": {}})", R"({"roleCredentials": {
        "accessKeyId": "K", "secretAccessKey": "s", "sessionToken": "t", "expiration": "soon"}})"}) {
        CAPTURE(text);
        fixture broken(legacy, legacy_file, good);
        broken.world.clients->reply(text);
        CHECK(broken.message().starts_with(
            "CredentialRetrievalError: Error when retrieving credentials from sso: Missing required key"));
    }
}

TEST_CASE("a session's token that is good for long is used as it is") {
    fixture f(with_session, session_file, token("2024-05-06T07:23:09Z", refresh_keys));
    f.world.clients->reply(answer);
    CHECK(f.world.load(*f.provider)->access_key() == "K");
    CHECK(f.call(0).params.at("accessToken").as_string() == "old");
}

TEST_CASE("a session's token is refreshed in time and written back") {
    fixture f(with_session, session_file, token("2024-05-06T07:23:08Z", refresh_keys));
    f.world.clients->reply(R"({"accessToken": "new", "expiresIn": 3600, "refreshToken": "r2"})")
        .reply(answer);
    CHECK(f.world.load(*f.provider)->access_key() == "K");
    auto const& call = f.call(0);
    CHECK(call.service == "sso-oidc");
    CHECK(call.operation == "CreateToken");
    CHECK(call.client.region == "us-west-2");
    CHECK_FALSE(call.client.keys);
    auto const wanted =
        args("grantType", "refresh_token", "clientId", "cid", "clientSecret", "cs", "refreshToken", "r1");
    CHECK(call.params == wanted);
    CHECK(f.call(1).params.at("accessToken").as_string() == "new");
    CHECK(f.world.files->text(session_file) ==
          R"({"startUrl": "https://start.example.com", "region": "us-west-2", "accessToken": "new", )"
          R"("expiresAt": "2024-05-06T08:08:09Z", "clientId": "cid", "clientSecret": "cs", )"
          R"("registrationExpiresAt": "2024-06-06T07:00:00Z", "refreshToken": "r2"})");
}

TEST_CASE("a refresh that is impossible or fails leaves the old token, as long as it lives") {
    std::string const soon = "2024-05-06T07:09:09Z";
    struct row {
        char const* what;
        std::string file;
        char const* answer;  // null: the service refuses; empty: it is not asked
    };
    row const rows[] = {
        {"no refresh token", token(soon), ""},
        {"no registration", token(soon, R"(, "refreshToken": "r", "clientId": "c", "clientSecret": "s")"),
         ""},
        {"registration over", token(soon, R"(, "refreshToken": "r", "clientId": "c", "clientSecret": "s",
             "registrationExpiresAt": "2024-05-06T07:08:09Z")"),
         ""},
        {"refused", token(soon, refresh_keys), nullptr},
        {"no token in the answer", token(soon, refresh_keys), R"({"expiresIn": 5})"},
        {"no life in the answer", token(soon, refresh_keys), R"({"accessToken": "x", "expiresIn": "5"})"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.what);
        fixture f(with_session, session_file, r.file);
        if (r.answer == nullptr)
            f.world.clients->refuse("InvalidGrantException");
        else if (*r.answer != '\0')
            f.world.clients->reply(r.answer);
        f.world.clients->reply(answer);
        CHECK(f.world.load(*f.provider)->access_key() == "K");
        CHECK(f.world.clients->calls.back().params.at("accessToken").as_string() == "old");
        CHECK(f.world.files->text(session_file) == r.file);

        f.world.clock->advance(std::chrono::minutes(2));
        f.world.cache = nullptr;
        f.world.clients->script.clear();
        if (r.answer == nullptr)
            f.world.clients->refuse("InvalidGrantException");
        else if (*r.answer != '\0')
            f.world.clients->reply(r.answer);
        CHECK(f.message() ==
              "TokenRetrievalError: Error when retrieving token from sso: Token has expired and "
              "refresh failed");
    }
}

TEST_CASE("errors on the way to the service are the caller's; a file that can't be written is not") {
    fixture f(with_session, session_file, token("2024-05-06T07:09:09Z", refresh_keys));
    f.world.clients->fail(endpoint_connection_error("https://oidc"));
    CHECK(f.message().starts_with("EndpointConnectionError"));
    f.world.files->read_only = true;
    f.world.clients->reply(R"({"accessToken": "new", "expiresIn": 9223372036854775807})").reply(answer);
    CHECK(f.world.load(*f.provider)->access_key() == "K");
}

TEST_CASE("profiles that lack or contradict something are refused") {
    struct row {
        std::string config;
        std::string text;
    };
    std::string const lacks =
        "InvalidConfigError: The profile \"default\" is configured to use SSO but is missing required "
        "configuration: ";
    row const rows[] = {
        {"[default]\nsso_role_name = Dev\n", lacks + "sso_account_id, sso_start_url, sso_region"},
        {"[default]\nsso_account_id = 1\nsso_session = my\n[sso-session my]\nsso_region = x\n",
         lacks + "sso_role_name, sso_start_url"},
        {"[default]\nsso_account_id = 1\nsso_session = my\n",
         "InvalidConfigError: The specified sso-session does not exist: \"my\""},
        {"[default]\nsso_account_id = 1\nsso_session = my\nsso_region = a\n[sso-session my]\nsso_region = "
         "b\n",
         "InvalidConfigError: The value for sso_region is inconsistent between profile (a) and sso-session "
         "(b)."},
    };
    for (auto const& r : rows) {
        CAPTURE(r.config);
        fixture f(r.config);
        CHECK(f.message() == r.text);
    }
}

TEST_CASE("shared caches know the role by the reference's key") {
    fixture f(legacy, legacy_file, token("2024-05-06T09:00:00Z"));
    f.world.cache = make_file_credential_cache(f.world.files, "/cache");
    f.world.clients->reply(answer);
    f.world.load(*f.provider);
    auto const text = f.world.files->text("/cache/bc2ef325b62cbba1930c3948e6058a240b658de6.json");
    CHECK(text ==
          R"({"ProviderType": "sso", "Credentials": {"AccessKeyId": "K", "SecretAccessKey": "s", )"
          R"("SessionToken": "t", "Expiration": "2024-05-06T08:28:09Z", "AccountId": "123456789012"}})");
    f.world.load(*f.provider);
    CHECK(f.world.clients->calls.size() == 1);
}
