// Clients to which handlers of creating-client-class have added (EVT-02, CLI-03).
#include "session_fixture.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <boost/asio/use_future.hpp>
#include <coaws/error.hpp>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace coaws;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

constexpr std::string_view making = "creating-client-class.parcel-post";

asio::awaitable<value> hello(client& c, value arguments) {
    co_return args("From", c.meta().service_name, "To", arguments.get("Name", "nobody"));
}

/// Sends a parcel and tells its number only: a method that calls an operation.
asio::awaitable<value> send_quietly(client& c, value arguments) {
    auto const out = co_await c.call("SendParcel", std::move(arguments));
    co_return value(out.get("Parcel.ParcelId", ""));
}

asio::awaitable<value> refuse(client&, value) {
    throw value_error("not today");
    co_return value();
}

struct counter {
    explicit counter(int& alive, int start = 0) : alive_(&alive), calls(start) { ++alive; }
    counter(counter const&) = delete;
    counter& operator=(counter const&) = delete;
    ~counter() { --*alive_; }

    int* alive_;
    int calls;
};

struct other {};

bool lists(client const& c, std::string_view name) {
    auto const names = c.method_names();
    return std::ranges::count(names, name) == 1;
}

}  // namespace

TEST_CASE("an added method is called by its name, and listed") {
    session_fixture f;
    auto const from = f.make();
    from.events().on(making, [](creating_client_class& e) {
        CHECK(e.service.metadata().event_id == "parcel-post");
        CHECK(e.name == making);
        e.methods.emplace("hello", hello);
        e.methods.emplace("send_quietly", send_quietly);
    });
    auto const parcels = f.run(from.client("parcels"));
    auto const greeting = args("From", "parcels", "To", "Ann");
    CHECK(f.run(parcels.method("hello")(args("Name", "Ann"))) == greeting);
    CHECK(f.run(parcels.call("hello", args("Name", "Ann"))) == greeting);
    CHECK(f.run(parcels.try_call("hello", args("Name", "Ann"))).value() == greeting);
    CHECK(f.run(parcels.method("hello")()).get("To", "") == "nobody");
    f.world.http->reply(200, R"({"Parcel": {"ParcelId": "p-1"}})");
    CHECK(f.run(parcels.method("send_quietly")(small_parcel())) == value("p-1"));
    CHECK(lists(parcels, "hello"));
    CHECK(lists(parcels, "send_parcel"));
    CHECK(parcels.operation_names().size() == 5);
    CHECK(parcels.method_names().size() == 7);
}

TEST_CASE("operations are methods, too") {
    session_fixture f;
    auto const parcels = f.client();
    for (auto const* name : {"send_parcel", "SendParcel"}) {
        f.world.http->reply(200, R"({"Parcel": {"ParcelId": "p-1"}})");
        CHECK(f.run(parcels.method(name)(small_parcel())).get("Parcel.ParcelId", "") == "p-1");
    }
    CHECK_THROWS_AS(parcels.method("hello"), operation_not_found_error);
    CHECK_THROWS_AS(client().method("hello"), value_error);
    CHECK_THROWS_AS(client().method_names(), value_error);
}

TEST_CASE("only clients of the named service, made later, have the method") {
    session_fixture f;
    auto const from = f.make();
    auto const early = f.run(from.client("parcels"));
    from.events().on(making, [](creating_client_class& e) { e.methods.emplace("hello", hello); });
    auto const late = f.run(from.client("parcels"));
    auto const trees = f.run(from.client("orchard"));
    CHECK(lists(late, "hello"));
    CHECK(!lists(early, "hello"));
    CHECK(!lists(trees, "hello"));
    CHECK_THROWS_AS(f.run(early.call("hello")), operation_not_found_error);
}

TEST_CASE("a method with an operation's name stands in its place and may call it") {
    session_fixture f;
    auto const from = f.make();
    from.events().on(making,
                     [](creating_client_class& e) { e.methods.emplace("send_parcel", send_quietly); });
    auto const parcels = f.run(from.client("parcels"));
    f.world.http->reply(200, R"({"Parcel": {"ParcelId": "p-1"}})");
    CHECK(f.run(parcels.call("send_parcel", small_parcel())) == value("p-1"));
    CHECK(lists(parcels, "send_parcel"));
}

TEST_CASE("a method that was taken away is not there, its operation is") {
    session_fixture f;
    auto const from = f.make();
    from.events().on(making, [](creating_client_class& e) {
        e.methods.emplace("hello", hello);
        e.remove_method("hello");
        e.remove_method("send_parcel");
        e.remove_method("get_parcel");
        e.methods.emplace("get_parcel", hello);
    });
    auto const parcels = f.run(from.client("parcels"));
    for (auto const* name : {"hello", "send_parcel"}) {
        CHECK(!lists(parcels, name));
        CHECK_THROWS_AS(parcels.method(name), operation_not_found_error);
        CHECK_THROWS_AS(f.run(parcels.call(name)), operation_not_found_error);
        CHECK(f.run(parcels.try_call(name)).error().type() == "OperationNotFoundError");
    }
    CHECK(lists(parcels, "get_parcel"));
    CHECK(f.run(parcels.call("get_parcel")).get("To", "") == "nobody");
    f.world.http->reply(200, "{}");
    CHECK(f.run(parcels.try_call("SendParcel", small_parcel())));
}

TEST_CASE("what a method throws reaches its caller in either form") {
    session_fixture f;
    auto const from = session(f.options().with_executor(f.io.get_executor()));
    from.events().on(making, [](creating_client_class& e) { e.methods.emplace("refuse", refuse); });
    auto const parcels = f.run(from.client("parcels"));
    CHECK_THROWS_AS(f.run(parcels.call("refuse")), value_error);
    auto const out = f.run(parcels.try_call("refuse"));
    REQUIRE(!out);
    CHECK(out.error().message() == "not today");
    auto later = parcels.async_call("refuse", args(), asio::use_future);
    f.io.restart();
    f.io.run();
    CHECK_THROWS_AS(later.get(), value_error);
}

TEST_CASE("a method's client and captures live until it ends, whoever is gone by then") {
    session_fixture f;
    auto alive = std::make_shared<int>(0);
    auto work = [&] {
        auto const from = f.make();
        from.events().on(making, [alive](creating_client_class& e) {
            e.methods.emplace("count", [alive](client& c, value) -> asio::awaitable<value> {
                auto const out = co_await c.call("SendParcel", small_parcel());
                co_return value(++*alive + static_cast<int>(out.size()));
            });
        });
        return f.run(from.client("parcels")).method("count")();
    }();
    f.world.http->reply(200, "{}");
    CHECK(f.run(std::move(work)).is_int());
    CHECK(*alive == 1);
    CHECK(alive.use_count() == 1);
}

TEST_CASE("a base is made with each client and shared by its copies") {
    session_fixture f;
    int alive = 0;
    {
        auto const from = f.make();
        from.events().on(making, [&alive](creating_client_class& e) {
            auto& made = e.add_base<counter>(alive, 40);
            ++made.calls;
        });
        CHECK(alive == 0);
        auto const first = f.run(from.client("parcels"));
        CHECK(alive == 1);
        auto const copy = first;
        ++copy.as<counter>().calls;
        CHECK(first.as<counter>().calls == 42);
        auto const second = f.run(from.client("parcels"));
        CHECK(alive == 2);
        CHECK(second.as<counter>().calls == 41);
        CHECK_THROWS_AS(first.as<other>(), value_error);
        CHECK_THROWS_AS(client().as<counter>(), value_error);
    }
    CHECK(alive == 0);
}

TEST_CASE("handlers that make no sense are refused when the client is made") {
    session_fixture f;
    auto twice = f.make();
    twice.events().on(making, [](creating_client_class& e) {
        e.add_base<other>();
        e.add_base<other>();
    });
    CHECK_THROWS_AS(f.run(twice.client("parcels")), value_error);
    auto empty = f.make();
    empty.events().on(making, [](creating_client_class& e) { e.methods.emplace("nothing", nullptr); });
    CHECK_THROWS_AS(f.run(empty.client("parcels")), value_error);
    auto nameless = f.make();
    nameless.events().on(making, [](creating_client_class& e) { e.methods.emplace("", hello); });
    CHECK_THROWS_AS(f.run(nameless.client("parcels")), value_error);
    auto failing = f.make();
    failing.events().on(making, [](creating_client_class&) { throw value_error("mine"); });
    CHECK_THROWS_AS(f.run(failing.client("parcels")), value_error);
}

TEST_CASE("handlers may be coroutines, and their registrations reach the client") {
    session_fixture f;
    auto const from = f.make();
    int built = 0;
    from.events().on(making, [&](creating_client_class& e) -> asio::awaitable<void> {
        e.methods.emplace("hello", hello);
        from.events().on("before-call.parcel-post", "mine", [&built](before_call&) { ++built; });
        co_return;
    });
    auto const parcels = f.run(from.client("parcels"));
    f.world.http->reply(200, "{}");
    f.run(parcels.call("SendParcel", small_parcel()));
    CHECK(built == 1);
    CHECK(lists(parcels, "hello"));
}
