// Order, matching and registration of event handlers.
#include <doctest/doctest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/event/emitter.hpp>
#include <string>
#include <vector>

using namespace coaws;
namespace asio = boost::asio;

namespace {

struct ping : event {
    static constexpr std::string_view event_name = "a";
    using answer = int;
    explicit ping(std::string_view n) : event(n) {}
    std::vector<std::string> seen;
};

struct note : event {
    static constexpr std::string_view event_name = "n";
    explicit note(std::string_view n) : event(n) {}
    int count = 0;
};

/// Emits on a thread-less loop and gives the first answer.
event_answer<ping> run(emitter const& events, ping& payload, emit_mode mode = emit_mode::all) {
    auto const handlers = events.find(payload.name);
    event_answer<ping> first;
    if (emit_now(*handlers, payload, first, mode)) return first;
    asio::io_context io;
    std::exception_ptr failure;
    auto work = emit(*handlers, payload, first, mode);
    asio::co_spawn(io, std::move(work), [&](std::exception_ptr e) { failure = e; });
    io.run();
    if (failure) std::rethrow_exception(failure);
    return first;
}

}  // namespace

TEST_CASE("deeper registrations run first and a wildcard before the literal of its depth") {
    emitter events;
    std::vector<std::string> order;
    for (std::string name : {"a", "a.b", "a.b.c", "a.b.*", "a.*", "a.*.c", "a.*.*", "*", "*.b.c"})
        events.add(name, event_detail::make_handler([&order, name](event&) { order.push_back(name); }),
                   handler_position::normal, {});
    ping payload("a.b.c");
    run(events, payload);
    CHECK(order ==
          std::vector<std::string>{"*.b.c", "*", "a.*.*", "a.*.c", "a.*", "a.b.*", "a.b.c", "a.b", "a"});
}

TEST_CASE("a registration that is longer or only looks alike does not match") {
    emitter events;
    int calls = 0;
    events.on("a.b.c.d", [&](ping&) { ++calls; });
    events.on("a.*b", [&](ping&) { ++calls; });
    events.on("a.bb", [&](ping&) { ++calls; });
    ping payload("a.b.c");
    run(events, payload);
    CHECK(calls == 0);
}

TEST_CASE("first and last lists act within their node") {
    emitter events;
    std::string order;
    events.on("a.b", [&](ping&) { order += '2'; });
    events.on_last("a.b", [&](ping&) { order += '4'; });
    events.on_first("a.b", [&](ping&) { order += '1'; });
    events.on("a.b", [&](ping&) { order += '3'; });
    events.on_first("a", [&](ping&) { order += '5'; });
    ping payload("a.b");
    run(events, payload);
    CHECK(order == "12345");
}

TEST_CASE("the first answer is kept, and ends the run where asked to") {
    emitter events;
    int later = 0;
    events.on("a.b", [](ping&) { return std::optional<int>(); });
    events.on("a.b", [](ping&) { return 7; });
    events.on("a.b", [&](ping&) {
        ++later;
        return 8;
    });
    ping payload("a.b");
    CHECK(run(events, payload) == 7);
    CHECK(later == 1);
    CHECK(run(events, payload, emit_mode::until_answer) == 7);
    CHECK(later == 1);
}

TEST_CASE("coroutine handlers run in their place and may answer") {
    emitter events;
    std::string order;
    events.on("a", [&](ping&) { order += 'c'; });
    events.on("a.b", [&](ping&) -> asio::awaitable<int> {
        order += 'a';
        co_return 3;
    });
    events.on("a.b", [&](ping&) -> asio::awaitable<void> {
        order += 'b';
        co_return;
    });
    ping payload("a.b");
    CHECK(run(events, payload) == 3);
    CHECK(order == "abc");
}

TEST_CASE("exceptions of handlers reach the emitter's caller") {
    emitter events;
    events.on("a", [](ping&) { throw value_error("no"); });
    ping payload("a.b");
    CHECK_THROWS_AS(run(events, payload), value_error);
    events.on("a.b", [](ping&) -> asio::awaitable<void> {
        co_await asio::this_coro::executor;
        throw no_region_error();
    });
    CHECK_THROWS_AS(run(events, payload), no_region_error);
}

TEST_CASE("a unique id registers once and can be taken off") {
    emitter events;
    int calls = 0;
    events.on("a.b", "id", [&](ping&) { ++calls; });
    events.on("a.b", "id", [&](ping&) { calls += 10; });
    events.on("a.b", "other", [&](ping&) { calls += 100; });
    ping payload("a.b");
    run(events, payload);
    CHECK(calls == 101);
    events.off("a.b", "id");
    events.off("a.b", "never registered");
    events.off("x.y", "id");
    run(events, payload);
    CHECK(calls == 201);
}

TEST_CASE("a handler must fit the event it is registered on") {
    emitter events;
    CHECK_THROWS_AS(events.on("n.x", [](ping&) {}), value_error);
    CHECK_THROWS_AS(events.on("*", [](ping&) {}), value_error);
    CHECK_NOTHROW(events.on("n.x", [](note& n) { ++n.count; }));
}

TEST_CASE("copies share handlers but not registrations") {
    emitter events;
    int calls = 0;
    events.on("a", [&](ping&) { ++calls; });
    emitter copy(events);
    copy.on("a", [&](ping&) { calls += 10; });
    events.on("a", [&](ping&) { calls += 100; });
    ping payload("a.b");
    run(copy, payload);
    CHECK(calls == 11);
    CHECK(copy.version() != 0);
}

TEST_CASE("old service names are translated when registering and when emitting") {
    struct row {
        char const* registered;
        char const* emitted;
        bool runs;
    };
    for (auto const& [registered, emitted, runs] : {
             row{"n.autoscaling.Create", "n.auto-scaling.Create", true},
             row{"n.elbv2", "n.elastic-load-balancing-v2.X", true},
             row{"n.runtime.sagemaker.X", "n.sagemaker-runtime.X", true},
             row{"n.sagemaker-runtime.X", "n.runtime.sagemaker.X", true},
             row{"n.route53.X", "n.route-53.X", true},
             row{"n.s3control.X", "n.s3-control.X", false},
         }) {
        emitter events;
        int calls = 0;
        events.on(registered, [&](note&) { ++calls; });
        note payload(emitted);
        REQUIRE(emit_now(*events.find(emitted), payload));
        CAPTURE(registered);
        CHECK(calls == (runs ? 1 : 0));
    }
}
