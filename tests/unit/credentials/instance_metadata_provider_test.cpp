#include <doctest/doctest.h>
#include <coaws/credentials/providers.hpp>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

std::string document(std::string const& expiration) {
    return R"({"Code": "Success", "AccessKeyId": "A", "SecretAccessKey": "S", "Token": "T", "Expiration": ")" +
           expiration + "\"}";
}

std::string const fresh = document("2024-05-06T12:00:00Z");

}  // namespace

TEST_CASE("iam-role asks for a token, the role and its keys") {
    memory_world world;
    world.transport->reply(200, "token").reply(200, "role").reply(200, fresh);
    auto const keys = world.load(*make_instance_metadata_provider());
    REQUIRE(keys.has_value());
    CHECK(keys->access_key() == "A");
    CHECK(keys->session_token() == "T");
    CHECK(keys->method() == "iam-role");
    CHECK(keys->expires() == *parse_timestamp("2024-05-06T12:00:00Z"));
    auto const& sent = world.transport->requests;
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].method == "PUT");
    CHECK(sent[0].url.str() == "http://169.254.169.254/latest/api/token");
    CHECK(sent[0].headers.get("x-aws-ec2-metadata-token-ttl-seconds") == "21600");
    CHECK(sent[1].url.str() == "http://169.254.169.254/latest/meta-data/iam/security-credentials/");
    CHECK(sent[1].headers.get("x-aws-ec2-metadata-token") == "token");
    CHECK(sent[2].url.str() == "http://169.254.169.254/latest/meta-data/iam/security-credentials/role");
    CHECK(sent[2].headers.contains("User-Agent"));
    CHECK(world.transport->sent_with[0].read_timeout == std::chrono::seconds(1));
}

TEST_CASE("iam-role falls back to version 1 when there is no token") {
    for (unsigned status : {403U, 404U, 405U, 500U}) {
        CAPTURE(status);
        memory_world world;
        world.transport->reply(status).reply(200, "role").reply(200, fresh);
        CHECK(world.load(*make_instance_metadata_provider()).has_value());
        CHECK_FALSE(world.transport->requests[1].headers.contains("x-aws-ec2-metadata-token"));
    }
    memory_world world;
    world.transport->fail(http_failure::read_timeout).reply(200, "role").reply(200, fresh);
    CHECK(world.load(*make_instance_metadata_provider()).has_value());

    world.env("AWS_EC2_METADATA_V1_DISABLED", "true");
    world.transport->reply(404);
    CHECK_THROWS_AS(world.load(*make_instance_metadata_provider()), metadata_retrieval_error);
}

TEST_CASE("iam-role gives up quietly where there is no usable service") {
    auto load = [](auto script) {
        memory_world world;
        script(*world.transport);
        auto const keys = world.load(*make_instance_metadata_provider());
        CHECK(world.transport->pending() == 0);
        return keys.has_value();
    };
    CHECK_FALSE(load([](auto& t) { t.reply(400); }));
    CHECK_FALSE(
        load([](auto& t) { t.fail(http_failure::connect_timeout).fail(http_failure::connect_timeout); }));
    CHECK_FALSE(load([](auto& t) { t.reply(200, "t").reply(404); }));
    CHECK_FALSE(load([](auto& t) { t.reply(200, "t").reply(200, ""); }));
    CHECK_FALSE(load([](auto& t) { t.reply(200, "t").reply(200, "role").reply(200, "no json"); }));
    CHECK_FALSE(load([](auto& t) {
        t.reply(200, "t").reply(200, "role").reply(200, R"({"Code": "Failed", "Message": "m"})");
    }));
    memory_world world;
    world.transport->fail(http_failure::proxy);
    CHECK_THROWS_AS(world.load(*make_instance_metadata_provider()), proxy_connection_error);
}

TEST_CASE("iam-role repeats each request as often as configured") {
    memory_world world;
    world.config_file("[default]\nmetadata_service_num_attempts = 3\nmetadata_service_timeout = 7\n");
    world.transport->reply(500).fail(http_failure::connection_closed).reply(200, "token");
    world.transport->reply(500).reply(200, "role").reply(200, "no json").reply(200, fresh);
    CHECK(world.load(*make_instance_metadata_provider()).has_value());
    CHECK(world.transport->requests.size() == 7);
    CHECK(world.transport->sent_with[0].read_timeout == std::chrono::seconds(7));
    CHECK(world.clock->sleeps().empty());
}

TEST_CASE("iam-role can be switched off and told where to go") {
    memory_world world;
    world.env("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://custom:8080/base");
    world.transport->reply(200, "t").reply(200, "odd role+=,.@-_\n").reply(200, fresh);
    CHECK(world.load(*make_instance_metadata_provider()).has_value());
    CHECK(world.transport->requests[0].url.str() == "http://custom:8080/base/latest/api/token");
    CHECK(world.transport->requests[2].url.path ==
          "/base/latest/meta-data/iam/security-credentials/odd%20role+=,.@-_%0A");
    world.env("AWS_EC2_METADATA_DISABLED", "TRUE");
    CHECK_FALSE(world.load(*make_instance_metadata_provider()).has_value());
    CHECK(world.transport->requests.size() == 3);
}

TEST_CASE("iam-role refuses a token that would break out of its header") {
    memory_world world;
    world.transport->reply(200, "a\r\nb: c");
    CHECK_THROWS_AS(world.load(*make_instance_metadata_provider()), metadata_retrieval_error);
}

TEST_CASE("iam-role extends keys that are about to expire") {
    struct row {
        char const* expiration;
        char const* expected;
    };
    // The window is 15 minutes and, with this randomness, 360 seconds.
    for (auto const& [expiration, expected] : {
             row{"2024-05-06T07:00:00Z", "2024-05-06T07:29:09Z"},
             row{"2024-05-06T07:29:09Z", "2024-05-06T07:29:09Z"},
             row{"2024-05-06T07:29:10Z", "2024-05-06T07:29:10Z"},
         }) {
        CAPTURE(expiration);
        memory_world world;
        world.transport->reply(200, "t").reply(200, "role").reply(200, document(expiration));
        CHECK(world.load(*make_instance_metadata_provider())->expires() == *parse_timestamp(expected));
    }
}

TEST_CASE("the region of the instance is its zone without the letter") {
    memory_world world;
    world.transport->reply(200, "t").reply(200, "eu-west-1b");
    auto context = world.context();
    CHECK(run(instance_region(context)) == "eu-west-1");
    CHECK(world.transport->requests[1].url.path == "/latest/meta-data/placement/availability-zone/");
    world.transport->reply(200, "t").reply(404);
    CHECK(run(instance_region(context)) == std::nullopt);
}
