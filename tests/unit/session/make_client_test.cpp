// Sessions and the clients they make: what is shared, what is copied, and who outlives whom.
#include "session_fixture.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <atomic>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coaws/error.hpp>
#include <coaws/pipeline/choose_service_name.hpp>
#include <optional>
#include <thread>
#include <vector>

using namespace coaws;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

/// Answers every request alike, from any thread, after a turn on the caller's executor.
class busy_transport final : public pipeline::transport {
  public:
    asio::awaitable<http::response> send(http::request const& request, pipeline::send_options) override {
        if (request.headers.contains("Authorization")) signed_requests.fetch_add(1);
        auto const here = co_await asio::this_coro::executor;
        co_await asio::post(here, asio::use_awaitable);
        http::response answer;
        answer.status = 200;
        answer.body = R"({"Parcel": {"ParcelId": "p-1"}})";
        co_return answer;
    }
    void close() noexcept override {}

    std::atomic<int> signed_requests = 0;
};

/// A clock for several threads; the scripted one is for one.
class still_clock final : public pipeline::clock {
  public:
    timestamp now() const override { return timestamp(std::chrono::seconds(1714979289)); }
    asio::awaitable<void> sleep(std::chrono::nanoseconds) override { co_return; }
};

asio::awaitable<void> make_and_call(session from, std::atomic<int>& done) {
    auto const parcels = co_await from.client("parcels");
    for (int i = 0; i < 5; ++i) {
        auto params = small_parcel();
        auto const out = co_await parcels.call("SendParcel", std::move(params));
        if (out.get("Parcel.ParcelId", "") == "p-1") done.fetch_add(1);
    }
}

asio::awaitable<void> call_once(client parcels, std::atomic<int>& done) {
    auto params = small_parcel();
    auto const out = co_await parcels.call("SendParcel", std::move(params));
    if (out.get("Parcel.ParcelId", "") == "p-1") done.fetch_add(1);
}

}  // namespace

TEST_CASE("an unknown service is reported with those that are known") {
    session_fixture f;
    auto const from = f.make();
    try {
        f.run(from.client("parcelz"));
        FAIL("nothing was thrown");
    } catch (unknown_service_error const& e) {
        CHECK(e.service_name() == "parcelz");
        CHECK(e.known_service_names().find("parcels") != std::string_view::npos);
        CHECK(e.known_service_names().find("orchard") != std::string_view::npos);
    }
    CHECK_THROWS_AS(f.run(from.client("")), error);
    CHECK_THROWS_AS(f.run(from.client("../models/parcels")), error);
    CHECK_THROWS_AS(f.run(from.client("parcels", client_config().with_api_version("1999-01-01"))), error);
}

TEST_CASE("HND-01 a service is found under its former name") {
    session_fixture f;
    try {
        f.run(f.make().client("runtime.sagemaker"));
        FAIL("nothing was thrown");
    } catch (unknown_service_error const& e) {
        // There is no model of it here: what is missing tells what was looked for.
        CHECK(e.service_name() == "sagemaker-runtime");
    }
}

TEST_CASE("EVT-01 the session's handlers choose the service, the first answer counting") {
    session_fixture f;
    auto const from = f.make();
    from.events().on("choose-service-name", [](choose_service_name& e) -> std::optional<std::string> {
        if (e.service_name == "post") return "parcels";
        return std::nullopt;
    });
    from.events().on("choose-service-name",
                     [](choose_service_name& e) -> boost::asio::awaitable<std::string> {
                         co_return e.service_name == "post" ? "orchard" : std::string(e.service_name);
                     });
    CHECK(f.run(from.client("post")).meta().service_name == "parcels");
    CHECK(f.run(from.client("orchard")).meta().service_name == "orchard");
}

TEST_CASE("services are listed in order") {
    session_fixture f;
    auto const names = f.run(f.make().get_available_services());
    CHECK(std::ranges::is_sorted(names));
    for (auto const* name : {"atlas", "beacon", "gallery", "harbor", "ledger", "orchard", "parcels"})
        CHECK(std::ranges::find(names, name) != names.end());
}

TEST_CASE("partitions and regions are those of the endpoint data") {
    using names = std::vector<std::string>;
    session_fixture f;
    auto const from = f.make();
    CHECK(f.run(from.get_available_partitions()) == names{"aws"});
    CHECK(f.run(from.get_partition_for_region("eu-west-1")) == "aws");
    CHECK(f.run(from.get_partition_for_region("ap-fantasy-7")) == "aws");
    CHECK_THROWS_WITH_AS(f.run(from.get_partition_for_region("moon")),
                         "Unknown region: 'moon'. No partition found for provided region_name.",
                         unknown_region_error);
    auto regions = f.run(from.get_available_regions("parcels"));
    std::ranges::sort(regions);
    CHECK(regions == names{"eu-west-1", "us-east-1"});
    CHECK(f.run(from.get_available_regions("parcels", "aws-cn")).empty());
    CHECK(f.run(from.get_available_regions("nothing")).empty());
}

TEST_CASE("clients of one service share its model, across sessions too") {
    session_fixture f;
    auto const from = f.make();
    auto const first = f.run(from.client("parcels"));
    auto const second = f.run(from.client("parcels"));
    auto const third = f.run(f.make().client("parcels", client_config().with_region("us-east-1")));
    REQUIRE(first.meta().service_model != nullptr);
    CHECK(first.meta().service_model == second.meta().service_model);
    CHECK(first.meta().service_model == third.meta().service_model);
    CHECK(&first.events() != &second.events());
    CHECK(first.meta().region_name == "eu-west-1");
    CHECK(third.meta().region_name == "us-east-1");
    CHECK(f.run(from.client("orchard")).meta().service_model != first.meta().service_model);
}

TEST_CASE("clients copy the session's handlers when they are made") {
    session_fixture f;
    auto const from = f.make();
    int early = 0, late = 0, own = 0;
    from.events().on("before-call.parcel-post", [&](before_call&) { ++early; });
    auto const first = f.run(from.client("parcels"));
    from.events().on("before-call.parcel-post", [&](before_call&) { ++late; });
    first.events().on("before-call.parcel-post", [&](before_call&) { ++own; });
    auto const second = f.run(from.client("parcels"));
    f.world.http->reply(200, "{}");
    f.run(first.call("SendParcel", small_parcel()));
    CHECK(early == 1);
    CHECK(late == 0);
    CHECK(own == 1);
    f.world.http->reply(200, "{}");
    f.run(second.call("SendParcel", small_parcel()));
    CHECK(early == 2);
    CHECK(late == 1);
    CHECK(own == 1);
}

TEST_CASE("copies of a session are the same session") {
    session_fixture f;
    auto const from = f.make();
    auto const copy = from;
    from.set_config_variable("region", "us-east-1");
    CHECK(f.run(copy.client("parcels")).meta().region_name == "us-east-1");
    CHECK(&from.events() == &copy.events());
}

TEST_CASE("a client works on after its session's handle and its own are gone") {
    session_fixture f;
    f.world.http->reply(200, R"({"Parcel": {"ParcelId": "p-2"}})");
    asio::awaitable<value> running;
    {
        coaws::client parcels;
        {
            auto const from = f.make();
            parcels = f.run(from.client("parcels"));
        }
        running = parcels.call("SendParcel", small_parcel());
    }
    CHECK(f.run(std::move(running)).get("Parcel.ParcelId", "") == "p-2");
    // The keys came from the session's chain, found after the handle was gone.
    CHECK(f.authorization().find("AKIDENV") != std::string::npos);
}

TEST_CASE("making a client outlives the session handle that began it") {
    session_fixture f;
    asio::awaitable<coaws::client> making = f.make().client("parcels");
    CHECK(f.run(std::move(making)).meta().service_name == "parcels");
    asio::awaitable<credentials> keys = f.make().get_credentials();
    CHECK(f.run(std::move(keys)).access_key() == "AKIDENV");
}

TEST_CASE("a session and its clients do not hold each other for ever") {
    session_fixture f;
    std::weak_ptr<session::impl> gone;
    {
        auto const from = f.make();
        gone = from.shared();
        auto const parcels = f.run(from.client("parcels"));
        f.world.http->reply(200, "{}");
        f.run(parcels.call("SendParcel", small_parcel()));
    }
    CHECK(gone.expired());
}

TEST_CASE("one client serves two loops, one after the other and interleaved") {
    session_fixture f;
    auto const parcels = f.client();
    asio::io_context first, second;
    std::atomic<int> done = 0;
    for (int i = 0; i < 4; ++i) f.world.http->reply(200, R"({"Parcel": {"ParcelId": "p-1"}})");
    testing_support::run(first, call_once(parcels, done));
    testing_support::run(second, call_once(parcels, done));
    asio::co_spawn(first, call_once(parcels, done), asio::detached);
    asio::co_spawn(second, call_once(parcels, done), asio::detached);
    first.restart();
    second.restart();
    while (first.poll_one() + second.poll_one() > 0) continue;
    CHECK(done == 4);
}

TEST_CASE("a loop may go away with a call under way, and the client stays usable") {
    session_fixture f;
    auto ports = f.world.ports();
    ports.transport = std::make_shared<busy_transport>();
    auto const from = session(f.options().with_world(ports));
    auto const parcels = f.run(from.client("parcels"));
    std::atomic<int> done = 0;
    {
        asio::io_context brief;
        asio::co_spawn(brief, call_once(parcels, done), asio::detached);
        brief.poll_one();
    }
    CHECK(done == 0);
    f.run(call_once(parcels, done));
    CHECK(done == 1);
}

TEST_CASE("sessions and clients work from a loop that four threads run") {
    session_fixture f;
    auto transport = std::make_shared<busy_transport>();
    auto ports = f.world.ports();
    ports.transport = transport;
    ports.clock = std::make_shared<still_clock>();
    auto const from = session(f.options().with_world(ports));
    std::atomic<int> done = 0;
    constexpr int coroutines = 16;
    asio::io_context io(4);
    for (int i = 0; i < coroutines; ++i) asio::co_spawn(io, make_and_call(from, done), asio::detached);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&io] { io.run(); });
    for (auto& t : threads) t.join();
    CHECK(done == coroutines * 5);
    CHECK(transport->signed_requests == coroutines * 5);
}
