#include <doctest/doctest.h>
#include <coaws/credentials/providers.hpp>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

constexpr char answer[] = R"({"Credentials": {"AccessKeyId": "W", "SecretAccessKey": "s", "SessionToken": "t",
    "Expiration": "2024-05-06T07:20:00Z"}, "AssumedRoleUser": {"Arn": "arn:aws:sts::42:assumed-role/r/s"}})";

struct fixture {
    memory_world world;
    std::shared_ptr<credential_provider> provider = make_web_identity_provider();

    fixture() { world.files->set("/token", "jwt-1"); }
    void environment() {
        world.env("AWS_WEB_IDENTITY_TOKEN_FILE", "/token");
        world.env("AWS_ROLE_ARN", "arn:env");
        world.env("AWS_ROLE_SESSION_NAME", "env");
    }
    void profile() {
        world.config_file("[default]\nweb_identity_token_file = /other\nrole_arn = arn:profile\n");
        world.files->set("/other", "jwt-2");
    }
    std::string arn() {
        world.clients->reply(answer);
        world.load(*provider);
        return world.clients->calls.back().params.at("RoleArn").as_string();
    }
};

}  // namespace

TEST_CASE("without a token file there is nothing to do") {
    fixture f;
    CHECK_FALSE(f.world.load(*f.provider));
    f.world.env("AWS_ROLE_ARN", "arn:env");
    CHECK_FALSE(f.world.load(*f.provider));
}

TEST_CASE("the environment names token and role; the call is not signed") {
    fixture f;
    f.environment();
    f.world.clients->reply(answer);
    auto const keys = f.world.load(*f.provider);
    REQUIRE(keys);
    CHECK(keys->access_key() == "W");
    CHECK(keys->account_id() == "42");
    CHECK(keys->method() == "assume-role-with-web-identity");
    auto const& call = f.world.clients->calls.at(0);
    CHECK(call.service == "sts");
    CHECK(call.operation == "AssumeRoleWithWebIdentity");
    CHECK_FALSE(call.client.keys);
    auto const wanted = args("RoleSessionName", "env", "RoleArn", "arn:env", "WebIdentityToken", "jwt-1");
    CHECK(to_json(value(call.params)) == to_json(wanted));
}

TEST_CASE("the token is read again for each fetch") {
    fixture f;
    f.environment();
    f.world.clients->reply(answer).reply(answer);
    f.world.load(*f.provider);
    f.world.files->set("/token", "jwt-3");
    f.world.refresh(*f.provider);
    CHECK(f.world.clients->calls.at(1).params.at("WebIdentityToken").as_string() == "jwt-3");
    f.world.files->remove("/token");
    CHECK(
        message_of([&] { f.world.refresh(*f.provider); }) ==
        "CredentialRetrievalError: Error when retrieving credentials from assume-role-with-web-identity: the "
        "web identity token file can't be read: /token");
}

TEST_CASE("each setting comes from the environment first, then from the profile") {
    fixture f;
    f.profile();
    CHECK(f.arn() == "arn:profile");
    f.world.env("AWS_ROLE_ARN", "arn:env");
    CHECK(f.arn() == "arn:env");
    // An empty variable hides the profile's key.
    f.world.env("AWS_WEB_IDENTITY_TOKEN_FILE", "");
    CHECK_FALSE(f.world.load(*f.provider));
}

TEST_CASE("a profile chosen in code keeps the environment out") {
    fixture f;
    f.profile();
    f.environment();
    f.world.choose_profile("default");
    CHECK(f.arn() == "arn:profile");
    CHECK(f.world.clients->calls.at(0).params.at("RoleSessionName").as_string() ==
          "botocore-session-1714979289");
}

TEST_CASE("a token without a role is an error") {
    fixture f;
    f.world.env("AWS_WEB_IDENTITY_TOKEN_FILE", "/token");
    CHECK(message_of([&] {
              f.world.load(*f.provider);
          }).starts_with("InvalidConfigError: The provided profile"));
    f.world.env("AWS_ROLE_ARN", "");
    CHECK_THROWS_AS(f.world.load(*f.provider), invalid_config_error);
}

TEST_CASE("a refusal of the service is the caller's error") {
    fixture f;
    f.environment();
    f.world.clients->refuse("InvalidIdentityToken");
    CHECK_THROWS_AS(f.world.load(*f.provider), client_error);
    f.world.clients->reply("{}");
    CHECK_THROWS_AS(f.world.load(*f.provider), credential_retrieval_error);
}
