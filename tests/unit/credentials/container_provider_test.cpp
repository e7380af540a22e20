#include <doctest/doctest.h>
#include <coaws/credentials/providers.hpp>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

char const* const document = R"({"AccessKeyId": "A", "SecretAccessKey": "S", "Token": "T", "AccountId": "1",
    "Expiration": "2024-05-06T08:08:09Z"})";

}  // namespace

TEST_CASE("container-role asks the URL that the environment gives") {
    memory_world world;
    auto const provider = make_container_provider();
    CHECK_FALSE(world.load(*provider).has_value());
    world.env("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://localhost:80/full");
    world.env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/relative");
    world.transport->reply(200, document);
    auto const keys = world.load(*provider);
    REQUIRE(keys.has_value());
    CHECK(keys->access_key() == "A");
    CHECK(keys->session_token() == "T");
    CHECK(keys->account_id() == "1");
    CHECK(keys->method() == "container-role");
    CHECK(keys->expires() == *parse_timestamp("2024-05-06T08:08:09Z"));
    REQUIRE(world.transport->requests.size() == 1);
    CHECK(world.transport->requests[0].url.str() == "http://169.254.170.2/relative");
    CHECK(world.transport->requests[0].headers.get("Accept") == "application/json");
    CHECK_FALSE(world.transport->requests[0].headers.contains("Authorization"));
    CHECK(world.transport->sent_with[0].read_timeout == std::chrono::seconds(2));
}

TEST_CASE("container-role goes to hosts that can't be elsewhere, or over TLS") {
    for (char const* url :
         {"http://127.0.0.1:1/x", "http://127.9.9.9/x", "http://[::1]/x", "http://LOCALHOST/x",
          "http://169.254.170.23/x", "http://[fd00:ec2::23]/x", "https://a.example/x"}) {
        CAPTURE(url);
        memory_world world;
        world.env("AWS_CONTAINER_CREDENTIALS_FULL_URI", url);
        world.transport->reply(200, document);
        CHECK(world.load(*make_container_provider()).has_value());
    }
    for (char const* url :
         {"http://a.example/x", "http://169.254.169.254/x", "http://localhost.a.example/x", "", "x"}) {
        CAPTURE(url);
        memory_world world;
        world.env("AWS_CONTAINER_CREDENTIALS_FULL_URI", url);
        CHECK_THROWS_AS(world.load(*make_container_provider()), value_error);
        CHECK(world.transport->requests.empty());
    }
}

TEST_CASE("container-role sends a token that is a legal header value") {
    memory_world world;
    auto const provider = make_container_provider();
    world.env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x");
    world.env("AWS_CONTAINER_AUTHORIZATION_TOKEN", "from-env");
    world.transport->reply(200, document).reply(200, document);
    world.load(*provider);
    CHECK(world.transport->requests[0].headers.get("Authorization") == "from-env");

    world.env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/token");
    CHECK_THROWS_AS(world.load(*provider), credential_retrieval_error);
    world.files->set("/token", "from-file");
    world.load(*provider);
    CHECK(world.transport->requests[1].headers.get("Authorization") == "from-file");
    world.files->set("/token", "line\n");
    CHECK_THROWS_WITH_AS(world.load(*provider), "Auth token value is not a legal header value", value_error);
}

TEST_CASE("container-role tries three times, with a pause after each failure") {
    memory_world world;
    auto const provider = make_container_provider();
    world.env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x");
    world.transport->reply(500, "secret").fail(http_failure::read_timeout).reply(200, document);
    CHECK(world.load(*provider).has_value());
    CHECK(world.clock->sleeps().size() == 2);

    world.transport->reply(200, "no json").fail(http_failure::connect_timeout).reply(500, "secret");
    CHECK_THROWS_WITH_AS(world.load(*provider),
                         "Error when retrieving credentials from container-role: Error retrieving metadata: "
                         "Received non 200 response 500 from "
                         "container metadata",
                         credential_retrieval_error);
    CHECK(world.clock->sleeps().size() == 5);

    world.transport->fail(http_failure::proxy);
    CHECK_THROWS_AS(world.load(*provider), proxy_connection_error);
    CHECK(world.clock->sleeps().size() == 5);
}

TEST_CASE("container-role names what an answer lacks") {
    memory_world world;
    world.env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x");
    for (char const* text :
         {R"({"AccessKeyId": "A", "SecretAccessKey": "S", "Token": "T"})", "[]", "1",
          R"({"AccessKeyId": "A", "SecretAccessKey": "S", "Token": "T", "Expiration": "x"})"}) {
        CAPTURE(text);
        world.transport->reply(200, text);
        CHECK_THROWS_AS(world.load(*make_container_provider()), credential_retrieval_error);
    }
}
