// What observers are told of the cost of calls.
#include "parcel_client.hpp"

#include <doctest/doctest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <coaws/pipeline/metrics.hpp>
#include <optional>
#include <stdexcept>
#include <vector>

using namespace coaws;
using namespace std::chrono_literals;
using testing_support::held_input;
using testing_support::held_output;
using testing_support::parcel_client;
using testing_support::secret_parcel;
namespace asio = boost::asio;

namespace {

constexpr char const* parcel = R"({"Parcel": {"ParcelId": "p-1"}})";

class keeping_observer final : public metrics_observer {
  public:
    void call_ended(call_metrics const& metrics) override {
        seen = metrics;
        service = metrics.service;
        operation = metrics.operation;
        error = metrics.error;
        ++calls;
        if (throws) throw std::runtime_error("observer");
    }

    int calls = 0;
    bool throws = false;
    call_metrics seen;
    std::string service, operation, error;
};

/// Lets time pass while it sends, and says so.
class slow_transport final : public pipeline::transport {
  public:
    explicit slow_transport(testing_support::scripted_world world) : world_(std::move(world)) {}
    asio::awaitable<http::response> send(http::request const& request,
                                         pipeline::send_options options) override {
        asked = options.metrics;
        world_.clock->advance(30ms);
        if (asked != nullptr) {
            asked->connect += 10ms;
            asked->send += 2ms;
            asked->first_byte += 15ms;
            asked->receive += 3ms;
            asked->bytes_sent += 100;
            asked->bytes_received += 50;
            ++asked->connections_opened;
            ++asked->pool_waits;
        }
        co_return co_await world_.http->send(request, options);
    }
    void close() noexcept override {}

    exchange_metrics* asked = nullptr;

  private:
    testing_support::scripted_world world_;
};

struct observed : parcel_client {
    observed() : transport(std::make_shared<slow_transport>(world)) {
        parts.metrics = observer;
        parts.world.transport = transport;
    }

    std::shared_ptr<keeping_observer> observer = std::make_shared<keeping_observer>();
    std::shared_ptr<slow_transport> transport;
};

}  // namespace

TEST_CASE("a call is reported with its attempts, times and bytes") {
    observed f;
    f.world.http->reply(503).reply(200, parcel);
    f.parts.events->on("request-created", [&](request_created&) { f.world.clock->advance(5ms); });
    f.parts.events->on("before-parse", [&](before_parse&) { f.world.clock->advance(7ms); });
    REQUIRE(f.call("SendParcel", secret_parcel()));
    auto const& m = f.observer->seen;
    CHECK(f.observer->calls == 1);
    CHECK(f.observer->service == "parcels");
    CHECK(f.observer->operation == "SendParcel");
    CHECK(m.outcome == call_outcome::success);
    CHECK(f.observer->error.empty());
    CHECK(m.attempts == 2);
    CHECK(m.status == 200);
    struct row {
        call_phase phase;
        std::chrono::nanoseconds expected;
    };
    for (auto const& r : {
             row{call_phase::endpoint, 0ms},
             row{call_phase::serialize, 0ms},
             row{call_phase::sign, 10ms},
             row{call_phase::exchange, 60ms},
             row{call_phase::pool_wait, 0ms},
             row{call_phase::connect, 20ms},
             row{call_phase::send, 4ms},
             row{call_phase::first_byte, 30ms},
             row{call_phase::receive, 6ms},
             row{call_phase::parse, 14ms},
             row{call_phase::backoff, 500ms},
         }) {
        CAPTURE(std::string(to_string(r.phase)));
        CHECK(m.spent(r.phase) == r.expected);
    }
    CHECK(m.total == 584ms);
    CHECK(m.bytes_sent == 200);
    CHECK(m.bytes_received == 100);
    CHECK(m.connections_opened == 2);
    CHECK(m.pool_waits == 2);
}

TEST_CASE("outcomes are told apart") {
    struct row {
        char const* name;
        void (*script)(testing::scripted_http&);
        value params;
        call_outcome outcome;
        char const* error;
        unsigned attempts;
        unsigned status;
    };
    std::vector<row> const rows = {
        {"error of the service",
         [](testing::scripted_http& h) { h.reply(400, R"({"__type": "ParcelLost", "message": "gone"})"); },
         secret_parcel(), call_outcome::service_error, "ParcelLost", 1, 400},
        {"failure of sending", [](testing::scripted_http& h) { h.fail(testing::http_failure::tls); },
         secret_parcel(), call_outcome::failure, "SSLError", 1, 0},
        {"wrong parameters", [](testing::scripted_http&) {}, args("Size", 3), call_outcome::failure,
         "ParamValidationError", 0, 0},
        {"a response that can't be read", [](testing::scripted_http& h) { h.reply(400, "5"); },
         secret_parcel(), call_outcome::failure, "ResponseParserError", 1, 400},
    };
    for (auto const& r : rows) {
        CAPTURE(r.name);
        observed f;
        r.script(*f.world.http);
        call_options once;
        once.with_max_attempts(1);
        CHECK_FALSE(f.call("SendParcel", r.params, once));
        CHECK(f.observer->calls == 1);
        CHECK(f.observer->seen.outcome == r.outcome);
        CHECK(f.observer->error == r.error);
        CHECK(f.observer->seen.attempts == r.attempts);
        CHECK(f.observer->seen.status == r.status);
    }
}

TEST_CASE("a foreign exception and a cancelled call are reported when they are gone") {
    observed f;
    f.parts.events->on("before-call", [](before_call&) -> std::optional<canned_answer> {
        throw std::runtime_error("foreign");
    });
    CHECK_THROWS_AS(static_cast<void>(f.call("SendParcel", secret_parcel())), std::runtime_error);
    CHECK(f.observer->seen.outcome == call_outcome::cancelled);
    CHECK(f.observer->calls == 1);

    observed g;
    auto wait = [](before_send&) -> asio::awaitable<void> {
        asio::steady_timer forever(co_await asio::this_coro::executor, std::chrono::hours(1));
        co_await forever.async_wait(asio::use_awaitable);
    };
    g.parts.events->on("before-send", std::move(wait));
    SUBCASE("by its slot") {
        asio::io_context io;
        asio::cancellation_signal stop;
        std::exception_ptr failure;
        auto work = pipeline::invoke(g.client(), "SendParcel", secret_parcel(), call_options());
        asio::co_spawn(io, std::move(work),
                       asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr e, result<value>) {
                           failure = std::move(e);
                       }));
        io.poll();
        stop.emit(asio::cancellation_type::terminal);
        io.run();
        CHECK(failure != nullptr);
    }
    SUBCASE("with its execution context") {
        asio::io_context io;
        auto work = pipeline::invoke(g.client(), "SendParcel", secret_parcel(), call_options());
        asio::co_spawn(io, std::move(work), [](std::exception_ptr, result<value>) {});
        io.poll();
    }
    CHECK(g.observer->calls == 1);
    CHECK(g.observer->seen.outcome == call_outcome::cancelled);
    CHECK(g.observer->seen.attempts == 1);
}

TEST_CASE("typed calls are reported, and what an observer throws is lost") {
    observed f;
    f.observer->throws = true;
    f.world.http->reply(200, parcel);
    held_input const input(secret_parcel());
    held_output output;
    asio::io_context io;
    auto work = pipeline::invoke_typed(f.client(), "SendParcel", input, output, call_options());
    CHECK(testing_support::run(io, std::move(work)));
    CHECK(f.observer->calls == 1);
    CHECK(f.observer->seen.outcome == call_outcome::success);
}

TEST_CASE("without an observer no transport is asked, and built requests are no calls") {
    observed f;
    f.parts.metrics = nullptr;
    f.world.http->reply(200, parcel);
    CHECK(f.call("SendParcel", secret_parcel()));
    CHECK(f.transport->asked == nullptr);

    observed g;
    asio::io_context io;
    auto building = pipeline::build(g.client(), "SendParcel", secret_parcel());
    CHECK(testing_support::run(io, std::move(building)));
    CHECK_FALSE(g.call("Nope", args()));
    CHECK(g.observer->calls == 0);
}
