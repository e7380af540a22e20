// A test's world: its time, its settings, its requests.
#include "small_world.hpp"

#include <doctest/doctest.h>
#include <boost/asio/use_future.hpp>
#include <coaws/error.hpp>
#include <cstdlib>
#include <future>
#include <optional>

using namespace coaws;
using namespace std::chrono_literals;
using testing_support::small_parcel;
using testing_support::small_world;

TEST_CASE("retries take virtual time and are recorded") {
    small_world w;
    auto const parcels = w.client();
    w.http().reply(503).reply(503).reply(200, "{}");
    auto const began = w.clock().now();
    auto const out = w.run(parcels.call("SendParcel", small_parcel()));
    CHECK(out.get<int>("ResponseMetadata.RetryAttempts", -1) == 2);
    CHECK(w.slept() == 1.5s);
    CHECK(w.clock().now() - began == 1500ms);
    CHECK(w.requests().size() == 3);
    CHECK(w.http().pending() == 0);
}

TEST_CASE("keys and region stand in the environment, files in memory") {
    small_world w;
    CHECK(w.client().meta().region_name == "us-east-1");
    w.http().reply(200, "{}");
    w.run(w.client().call("SendParcel", small_parcel()));
    CHECK(w.requests().back().headers.get("Authorization").find("AKIDEXAMPLE/20240506/us-east-1") !=
          std::string_view::npos);
    w.environment().unset("AWS_REGION");
    w.config_file("[default]\nregion = eu-west-2\n");
    CHECK(w.client().meta().region_name == "eu-west-2");
    w.environment().unset("AWS_ACCESS_KEY_ID");
    w.environment().unset("AWS_SECRET_ACCESS_KEY");
    w.credentials_file("[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = s\n");
    CHECK(w.run(w.session().get_credentials()).access_key() == "AKIDFILE");
    w.credentials_file("");
    CHECK_THROWS_AS(w.run(w.session().get_credentials()), no_credentials_error);
    CHECK(w.requests().size() == 1);
}

TEST_CASE("models are looked for where the machine's AWS_DATA_PATH says") {
    ::unsetenv("AWS_DATA_PATH");
    CHECK(testing::world().environment().get("AWS_DATA_PATH") == std::nullopt);
    ::setenv("AWS_DATA_PATH", "a:b", 1);
    CHECK(testing::world().environment().get("AWS_DATA_PATH") == "a:b");
    ::unsetenv("AWS_DATA_PATH");
}

TEST_CASE("handlers run on the world's loop") {
    small_world w;
    auto const parcels = w.client();
    w.http().reply(200, "{}");
    auto answer = parcels.async_call("SendParcel", small_parcel(), boost::asio::use_future);
    w.run_loop();
    REQUIRE(answer.wait_for(0s) == std::future_status::ready);
    CHECK(answer.get().is_map());
}

TEST_CASE("what a coroutine throws comes out of run") {
    small_world w;
    auto fails = []() -> asio::awaitable<void> {
        throw value_error("mine");
        co_return;
    };
    CHECK_THROWS_AS(w.run(fails()), value_error);
    auto gives = []() -> asio::awaitable<int> { co_return 7; };
    CHECK(w.run(gives()) == 7);
}

TEST_CASE("a manual clock keeps what is finer than its own steps") {
    testing::manual_clock clock;
    clock.advance(600ns);
    CHECK(clock.now() == testing::usual_start);
    clock.advance(600ns);
    CHECK(clock.now() == testing::usual_start + 1us);
    CHECK(clock.slept() == 0s);
    CHECK(clock.sleeps().empty());
}

TEST_CASE("randomness can be given") {
    small_world w;
    w.set_randomness(std::make_shared<testing::fixed_randomness>(0.25, "u"));
    w.http().reply(503).reply(200, "{}");
    w.run(w.client().call("SendParcel", small_parcel()));
    CHECK(w.slept() == 250ms);
    CHECK(w.requests().back().headers.get("amz-sdk-invocation-id") == "u");
}
