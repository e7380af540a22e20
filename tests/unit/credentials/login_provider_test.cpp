#include <doctest/doctest.h>
#include <coaws/credentials/providers.hpp>
#include <coaws/pipeline/events.hpp>

#include "../auth/p256_key.hpp"
#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

/// The SHA-256 of `arn:me`.
constexpr char name[] = "545571cfa93b7f589504ef846805e040f577bbf468827bf924b3b42c243ad70d.json";
std::string const file = std::string("/u/me/.aws/login/cache/") + name;
constexpr char refreshed[] = R"({"tokenOutput": {"accessToken": {"accessKeyId": "L2", "secretAccessKey": "s2",
    "sessionToken": "t2"}, "tokenType": "x", "expiresIn": 900, "refreshToken": "r2"}})";

value token(std::string const& expires, std::string const& key) {
    auto keys = args("accessKeyId", "L1", "secretAccessKey", "s", "sessionToken", "t", "accountId", "42",
                     "expiresAt", expires);
    return args("accessToken", std::move(keys), "refreshToken", "r1", "dpopKey", key, "clientId", "c", "more",
                list_of(1, "x"));
}

struct fixture {
    memory_world world;
    ec_key pair;
    std::shared_ptr<credential_provider> provider = make_login_provider();

    explicit fixture(std::string const& expires = "2024-05-06T07:10:09Z") {
        world.config_file("[default]\nlogin_session = arn:me\n");
        put(token(expires, pair.pem()));
    }
    void put(value const& document) { world.files->set(file, to_json(document)); }
    std::string load_message() {
        return message_of([this] { world.load(*provider); });
    }
    std::string refresh_message() {
        return message_of([this] { world.refresh(*provider); });
    }
};

}  // namespace

TEST_CASE("a profile without a login session is passed over") {
    memory_world world;
    auto const provider = make_login_provider();
    CHECK_FALSE(world.load(*provider));
    world.config_file("[default]\nregion = x\n");
    CHECK_FALSE(world.load(*provider));
}

TEST_CASE("the session's keys are taken as they are, expired or not") {
    fixture f("2020-01-01T00:00:00Z");
    auto const keys = f.world.load(*f.provider);
    REQUIRE(keys);
    CHECK(keys->access_key() == "L1");
    CHECK(keys->secret_key() == "s");
    CHECK(keys->session_token() == "t");
    CHECK(keys->account_id() == "42");
    CHECK(keys->method() == "login");
    CHECK(keys->expires() == parse_timestamp("2020-01-01T00:00:00Z"));
    CHECK(f.world.clients->calls.empty());
    CHECK_FALSE(f.provider->fresh_on_load());
}

TEST_CASE("the folder of sessions can be named") {
    fixture f;
    f.world.env("AWS_LOGIN_CACHE_DIRECTORY", "~/logins");
    CHECK(f.load_message().starts_with(
        "LoginTokenLoadError: Error loading login session token: Unable to load"));
    f.world.files->set(std::string("/u/me/logins/") + name, f.world.files->text(file));
    CHECK(f.world.load(*f.provider));
}

TEST_CASE("files that hold no session") {
    std::string const start = "LoginTokenLoadError: Error loading login session token: ";
    fixture f;
    f.world.files->remove(file);
    CHECK(f.load_message() == start +
                                  "Unable to load a existing login session for session arn:me. Please "
                                  "reauthenticate with 'aws login'.");
    for (std::string const text : {"", "[]", "no json"}) {
        f.world.files->set(file, text);
        CHECK(f.load_message() == start + "The login session of arn:me can't be read.");
    }
    f.put(args("accessToken", args()));
    CHECK(f.load_message() ==
          start +
              "Failed to load access token from token cache, missing required fields: refreshToken, dpopKey, "
              "clientId.");
    for (char const* member : {"accessKeyId", "secretAccessKey", "sessionToken", "accountId", "expiresAt"}) {
        CAPTURE(member);
        auto broken = token("2024-05-06T07:10:09Z", "k");
        broken["accessToken"].as_map().erase(member);
        f.put(broken);
        CHECK(f.load_message().find(member) != std::string::npos);
    }
    f.put(token("soon", "k"));
    CHECK(f.load_message() == start + "expiresAt of the cached token is no point in time.");
    auto broken = token("2024-05-06T07:10:09Z", "k");
    broken["accessToken"] = 5;
    f.put(broken);
    CHECK(f.load_message().starts_with(start));
}

TEST_CASE("a refresh proves possession, takes other keys and writes them back") {
    fixture f("2024-05-06T07:13:09Z");
    f.world.load(*f.provider);
    f.world.clients->reply(refreshed);
    auto const keys = f.world.refresh(*f.provider);
    REQUIRE(keys);
    CHECK(keys->access_key() == "L2");
    CHECK(keys->account_id() == "42");
    CHECK(keys->expires() == parse_timestamp("2024-05-06T07:23:09Z"));
    auto const& call = f.world.clients->calls.at(0);
    CHECK(call.service == "signin");
    CHECK(call.operation == "CreateOAuth2Token");
    CHECK_FALSE(call.client.keys);
    auto input = args("clientId", "c", "refreshToken", "r1", "grantType", "refresh_token");
    auto const wanted = args("tokenInput", std::move(input));
    CHECK(call.params == wanted);
    auto const written = from_json(f.world.files->text(file));
    CHECK(written.get("accessToken.accessKeyId", "") == "L2");
    CHECK(written.get("accessToken.accountId", "") == "42");
    CHECK(written.get("accessToken.expiresAt", "") == "2024-05-06T07:23:09Z");
    CHECK(written.get("refreshToken", "") == "r2");
    CHECK(written.get("dpopKey", "") == f.pair.pem());
    // What nobody knows stays.
    CHECK(written.at("more").size() == 2);
}

TEST_CASE("HND-58 the handler that the client gets adds the proof") {
    fixture f;
    f.world.load(*f.provider);
    f.world.clients->reply(refreshed);
    f.world.refresh(*f.provider);
    emitter events;
    f.world.clients->calls.at(0).client.event_handlers(events);
    CHECK(events.find("before-call.signin.CreateOAuth2Token")->size() == 1);
    CHECK(events.find("before-call.signin.Other")->empty());
}

TEST_CASE("a file that another process has refreshed is used as it is") {
    fixture f;
    f.world.load(*f.provider);
    f.put(token("2024-05-06T07:13:10Z", f.pair.pem()));
    CHECK(f.world.refresh(*f.provider)->access_key() == "L1");
    CHECK(f.world.clients->calls.empty());
    // Unless what it holds has been refused.
    auto context = f.world.context();
    context.bypass_cache = true;
    f.world.clients->reply(refreshed);
    CHECK(run(f.provider->refresh(context))->access_key() == "L2");
}

TEST_CASE("refusals tell what to do") {
    std::pair<char const*, char const*> const rows[] = {
        {R"({"error": "TOKEN_EXPIRED"})", "LoginRefreshRequired: Your session has expired"},
        {R"({"error": "USER_CREDENTIALS_CHANGED"})", "LoginRefreshRequired: Your session has expired"},
        {R"({"error": "INSUFFICIENT_PERMISSIONS"})",
         "LoginInsufficientPermissions: Unable to create or refresh"},
        {R"({"error": "AUTHCODE_EXPIRED"})", "LoginError: An unspecified error happened"},
        {"{}", "LoginError: An unspecified error happened"},
    };
    for (auto const& [more, text] : rows) {
        CAPTURE(more);
        fixture f;
        f.world.load(*f.provider);
        f.world.clients->refuse("AccessDeniedException", more);
        CHECK(f.refresh_message().starts_with(text));
    }
    fixture f;
    f.world.load(*f.provider);
    f.world.clients->refuse("InternalServerException").fail(endpoint_connection_error("https://x"));
    CHECK(f.refresh_message().starts_with("ClientError"));
    CHECK(f.refresh_message().starts_with("EndpointConnectionError"));
}

TEST_CASE("answers and keys that are none") {
    fixture f;
    f.world.load(*f.provider);
    for (std::string const text : {"{}", R"({"tokenOutput": 1})", R"({"tokenOutput": {"expiresIn": 9}})"}) {
        CAPTURE(text);
        f.world.clients->reply(text);
        CHECK(
            f.refresh_message().starts_with("LoginTokenLoadError: Error loading login session token: Unable "
                                            "to refresh access token due to an "
                                            "invalid service response."));
    }
    f.put(token("2024-05-06T07:10:09Z", "no key"));
    CHECK(f.refresh_message() ==
          "LoginTokenLoadError: Error loading login session token: Unable to load private key from cached "
          "token.");
    f.world.files->remove(file);
    CHECK(f.refresh_message().find("Unable to load a existing login session") != std::string::npos);
}

TEST_CASE("a file that can't be written takes nothing from the caller") {
    fixture f;
    f.world.load(*f.provider);
    f.world.files->read_only = true;
    f.world.clients->reply(refreshed);
    CHECK(f.world.refresh(*f.provider)->access_key() == "L2");
}
