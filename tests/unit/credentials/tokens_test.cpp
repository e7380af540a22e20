#include <doctest/doctest.h>
#include <coaws/credentials/tokens.hpp>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

constexpr char profile[] =
    "[default]\nsso_session = my\n[sso-session my]\nsso_region = us-west-2\nsso_start_url = https://s\n";
constexpr char file[] = "/u/me/.aws/sso/cache/3ece1471f44f63177cbc35ba0b904e0c096b6783.json";

std::string token(std::string text, std::string expires) {
    return R"({"accessToken": ")" + text + R"(", "expiresAt": ")" + expires +
           R"(", "refreshToken": "r", "clientId": "c", "clientSecret": "s",
           "registrationExpiresAt": "2024-06-06T07:00:00Z"})";
}

struct fixture {
    memory_world world;
    std::shared_ptr<token_chain> chain = make_default_token_chain();
    std::shared_ptr<pipeline::token_source> source;

    std::string resolve(std::string signing_name = "bedrock") {
        if (!source) {
            auto context = [this]() -> asio::awaitable<provider_context> { co_return world.context(); };
            source =
                make_cached_token_source(chain, world.clock, std::move(context), std::move(signing_name));
        }
        auto const found = run(source->resolve());
        return found == nullptr ? "none" : found->text();
    }
    std::string message() {
        return message_of([this] { resolve(); });
    }
};

}  // namespace

TEST_CASE("token providers have names and places") {
    auto const chain = make_default_token_chain();
    CHECK(chain->names() == std::vector<std::string>{"env", "sso"});
    chain->insert_after("env", make_sso_token_provider());
    chain->remove("env");
    CHECK(chain->names() == std::vector<std::string>{"sso", "sso"});
    CHECK_THROWS_WITH_AS(chain->get("env"), "Token provider named env not found.",
                         unknown_token_provider_error);
}

TEST_CASE("a variable holds the token of one service") {
    CHECK(bearer_token_variable("bedrock") == "AWS_BEARER_TOKEN_BEDROCK");
    CHECK(bearer_token_variable("my-own service") == "AWS_BEARER_TOKEN_MY_OWN_SERVICE");
    fixture f;
    f.world.env("AWS_BEARER_TOKEN_BEDROCK", "b");
    CHECK(f.resolve() == "b");
    fixture other;
    other.world.env("AWS_BEARER_TOKEN_BEDROCK", "b");
    CHECK(other.resolve("sqs") == "none");
    fixture unnamed;
    unnamed.world.env("AWS_BEARER_TOKEN_", "b");
    CHECK(unnamed.resolve("") == "none");
    fixture empty;
    empty.world.env("AWS_BEARER_TOKEN_BEDROCK", "");
    CHECK(empty.resolve() == "");
}

TEST_CASE("the environment's token comes before the session's") {
    fixture f;
    f.world.config_file(profile);
    f.world.files->set(file, token("t", "2024-05-06T08:00:00Z"));
    CHECK(f.resolve() == "t");
    fixture both;
    both.world.config_file(profile);
    both.world.env("AWS_BEARER_TOKEN_BEDROCK", "b");
    CHECK(both.resolve() == "b");
}

TEST_CASE("a session that is not described is refused") {
    std::string const start =
        "InvalidConfigError: The profile \"default\" is configured to use the SSO token provider but ";
    fixture unknown;
    unknown.world.config_file("[default]\nsso_session = my\n");
    CHECK(unknown.message() == start + "the \"my\" sso_session configuration does not exist.");
    fixture lacking;
    lacking.world.config_file("[default]\nsso_session = my\n[sso-session my]\nsso_regionn = x\n");
    CHECK(lacking.message() ==
          start + "is missing the following configuration: ['sso_start_url', 'sso_region'].");
}

TEST_CASE("a token in hand is refreshed near its end, at most once a minute") {
    fixture f;
    f.world.config_file(profile);
    f.world.files->set(file, token("t1", "2024-05-06T07:30:00Z"));
    CHECK(f.resolve() == "t1");
    f.world.clock->advance(*parse_timestamp("2024-05-06T07:16:00Z") - f.world.clock->now());
    // Refused: the old one stays, and nobody asks again for a minute.
    f.world.clients->refuse("InvalidGrantException");
    CHECK(f.resolve() == "t1");
    CHECK(f.resolve() == "t1");
    CHECK(f.world.clients->calls.size() == 1);
    f.world.clock->advance(std::chrono::minutes(1));
    f.world.clients->reply(R"({"accessToken": "t2", "expiresIn": 3600})");
    CHECK(f.resolve() == "t2");
    CHECK(from_json(f.world.files->text(file)).get("accessToken", "") == "t2");
}

TEST_CASE("errors while a token lives are logged, once it is near its end they are thrown") {
    fixture f;
    f.world.config_file(profile);
    f.world.files->set(file, token("t1", "2024-05-06T07:30:00Z"));
    f.resolve();
    f.world.clock->advance(*parse_timestamp("2024-05-06T07:16:00Z") - f.world.clock->now());
    f.world.files->remove(file);
    CHECK(f.resolve() == "t1");
    f.world.clock->advance(*parse_timestamp("2024-05-06T07:21:00Z") - f.world.clock->now());
    CHECK(f.message() == "SSOTokenLoadError: Error loading SSO Token: Token for my does not exist");
}

TEST_CASE("a token that is over and can't be had anew") {
    fixture f;
    f.world.config_file(profile);
    f.world.files->set(file, token("t1", "2024-05-06T07:08:09Z"));
    f.world.clients->refuse("InvalidGrantException");
    CHECK(f.message() ==
          "TokenRetrievalError: Error when retrieving token from sso: Token has expired and refresh failed");
}

TEST_CASE("a static token is always the same") {
    auto const source = make_static_token_source(auth_token("s"));
    CHECK(run(source->resolve())->text() == "s");
}
