// Providers that need no network: env, the shared files, the files of older tools.
#include <doctest/doctest.h>
#include <coaws/credentials/providers.hpp>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

TEST_CASE("env: keys and their companions") {
    memory_world world;
    auto const env = make_env_provider();
    CHECK_FALSE(world.load(*env).has_value());
    world.env("AWS_ACCESS_KEY_ID", "A");
    CHECK_THROWS_WITH_AS(world.load(*env), "Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY",
                         partial_credentials_error);
    world.env("AWS_SECRET_ACCESS_KEY", "S");
    auto keys = world.load(*env);
    REQUIRE(keys.has_value());
    CHECK(keys->access_key() == "A");
    CHECK(keys->secret_key() == "S");
    CHECK(keys->method() == "env");
    CHECK_FALSE(keys->session_token().has_value());
    CHECK_FALSE(keys->expires().has_value());

    world.env("AWS_SESSION_TOKEN", "session");
    world.env("AWS_ACCOUNT_ID", "123");
    world.env("AWS_CREDENTIAL_EXPIRATION", "2024-05-06T08:00:00Z");
    keys = world.load(*env);
    CHECK(keys->session_token() == "session");
    CHECK(keys->account_id() == "123");
    CHECK(keys->expires() == *parse_timestamp("2024-05-06T08:00:00Z"));
    world.env("AWS_SECURITY_TOKEN", "security");
    CHECK(world.load(*env)->session_token() == "security");
    world.env("AWS_CREDENTIAL_EXPIRATION", "soon");
    CHECK_THROWS_AS(world.load(*env), value_error);
}

TEST_CASE("env: skipped when code chose the profile; a refresh insists on an expiry") {
    memory_world world;
    auto const env = make_env_provider();
    world.env("AWS_ACCESS_KEY_ID", "A");
    world.env("AWS_SECRET_ACCESS_KEY", "S");
    auto context = world.context();
    CHECK_THROWS_AS(run(env->refresh(context)), partial_credentials_error);
    world.choose_profile("p");
    CHECK_FALSE(world.load(*env).has_value());
}

TEST_CASE("the shared files: keys of the profile in each file alone") {
    memory_world world;
    auto const shared = make_shared_credentials_provider();
    auto const config_file = make_config_file_provider();
    CHECK_FALSE(world.load(*shared).has_value());
    world.credentials_file(
        "[default]\naws_access_key_id = A\naws_secret_access_key = S\naws_account_id = 1\n"
        "aws_session_token = T\n[half]\naws_access_key_id = H\n");
    world.config_file(
        "[default]\naws_access_key_id = C\naws_secret_access_key = CS\n[profile half]\n"
        "aws_secret_access_key = elsewhere\n[profile odd]\naws_access_key_id =\n  a = b\n");
    auto keys = world.load(*shared);
    REQUIRE(keys.has_value());
    CHECK(keys->access_key() == "A");
    CHECK(keys->session_token() == "T");
    CHECK(keys->account_id() == "1");
    CHECK(keys->method() == "shared-credentials-file");
    keys = world.load(*config_file);
    CHECK(keys->access_key() == "C");
    CHECK(keys->method() == "config-file");

    world.choose_profile("half");
    CHECK_THROWS_WITH_AS(
        world.load(*shared),
        "Partial credentials found in shared-credentials-file, missing: aws_secret_access_key",
        partial_credentials_error);
    CHECK_FALSE(world.load(*config_file).has_value());
    world.choose_profile("odd");
    CHECK_THROWS_AS(world.load(*config_file), invalid_config_error);
}

TEST_CASE("ec2-credentials-file") {
    memory_world world;
    auto const provider = make_ec2_credentials_file_provider();
    CHECK_FALSE(world.load(*provider).has_value());
    world.env("AWS_CREDENTIAL_FILE", "~/aws");
    CHECK_THROWS_AS(world.load(*provider), config_not_found);
    world.files->set("/u/me/aws", "noise\n");
    CHECK_FALSE(world.load(*provider).has_value());
    world.files->set("/u/me/aws", "AWSAccessKeyId = A\r\n");
    CHECK_THROWS_AS(world.load(*provider), partial_credentials_error);
    world.files->set("/u/me/aws", "AWSAccessKeyId = A\r\nAWSSecretKey=S=1\r\n");
    CHECK(world.load(*provider)->secret_key() == "S=1");
}

TEST_CASE("boto-config") {
    memory_world world;
    auto const provider = make_boto_config_provider();
    CHECK_FALSE(world.load(*provider).has_value());
    world.files->set(
        "/u/me/.boto",
        "[Credentials]\naws_access_key_id = A\naws_secret_access_key = S\naws_session_token = no\n");
    auto const keys = world.load(*provider);
    REQUIRE(keys.has_value());
    CHECK(keys->access_key() == "A");
    CHECK_FALSE(keys->session_token().has_value());
    world.files->set("/etc/boto.cfg",
                     "[Boto]\n[Credentials]\naws_access_key_id = E\naws_secret_access_key = S\n");
    CHECK(world.load(*provider)->access_key() == "E");
    world.env("BOTO_CONFIG", "/broken");
    CHECK_FALSE(world.load(*provider).has_value());
    world.files->set("/broken", "x");
    CHECK_THROWS_AS(world.load(*provider), config_parse_error);
}
