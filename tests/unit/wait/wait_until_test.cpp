#include <coaws/wait/waiter.hpp>

#include <doctest/doctest.h>

#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/wait/waiter_error.hpp>

#include "../paginate/scripted_invoker.hpp"

using namespace coaws;
using namespace std::chrono_literals;
using test::run;
using test::scripted_invoker;

namespace {

constexpr std::string_view service = R"({
  "metadata": {"apiVersion": "2024-05-01", "endpointPrefix": "x", "protocol": "json", "jsonVersion": "1.1",
               "serviceId": "X", "signatureVersion": "v4"},
  "operations": {"GetThing": {"name": "GetThing", "http": {"method": "POST", "requestUri": "/"}}},
  "shapes": {}})";

constexpr std::string_view waiters = R"({"version": 2, "waiters": {"ThingReady": {
    "operation": "GetThing", "delay": 15, "maxAttempts": 3, "acceptors": [
        {"state": "success", "matcher": "path", "argument": "S", "expected": "up"},
        {"state": "retry", "matcher": "error", "expected": "NotYet"}]}}})";

client_error refusal(std::string_view code) {
    return client_error("GetThing", args("Error", args("Code", code, "Message", "no")));
}

struct fixture {
    std::shared_ptr<scripted_invoker> invoker = std::make_shared<scripted_invoker>(service);
    std::shared_ptr<waiter_model const> model =
        waiter_model::compile(*json::document::parse(waiters).value());

    value wait(std::string name, waiter_config config = {}) const {
        value last;
        run([&]() -> asio::awaitable<void> {
            last = co_await wait_until(invoker, model, std::move(name), args("Id", "t"), config);
        });
        return last;
    }
};

}  // namespace

TEST_CASE("a waiter polls until the resource is there") {
    fixture f;
    f.invoker->answers.emplace_back(refusal("NotYet"));
    f.invoker->answers.emplace_back(args("S", "starting"));
    f.invoker->answers.emplace_back(args("S", "up", "X", 1));
    CHECK(f.wait("thing_ready") == args("S", "up", "X", 1));
    CHECK(f.invoker->slept() == std::vector<std::chrono::nanoseconds>{15s, 15s});
    REQUIRE(f.invoker->calls.size() == 3);
    for (auto const& call : f.invoker->calls) {
        CHECK(call.operation == "GetThing");
        CHECK(call.params == args("Id", "t"));
        CHECK(call.feature == "B");
    }
}

TEST_CASE("delay and attempts can be chosen") {
    fixture f;
    for (int i = 0; i < 2; ++i) f.invoker->answers.emplace_back(args("S", "starting"));
    auto const config = waiter_config{}.with_delay(250ms).with_max_attempts(2);
    CHECK_THROWS_WITH_AS(f.wait("ThingReady", config), "Waiter ThingReady failed: Max attempts exceeded",
                         waiter_failure);
    CHECK(f.invoker->slept() == std::vector<std::chrono::nanoseconds>{250ms});
}

TEST_CASE("a service error that the waiter does not know ends the wait") {
    fixture f;
    f.invoker->answers.emplace_back(refusal("Denied"));
    try {
        f.wait("ThingReady");
        FAIL("nothing was thrown");
    } catch (waiter_failure const& e) {
        CHECK(e.kind() == waiter_failure_kind::unexpected_error);
        CHECK(e.reason() == "An error occurred (Denied): no");
        CHECK(e.last_response().at("Error").at("Code") == value("Denied"));
    }
}

TEST_CASE("other errors pass through as they are") {
    fixture f;
    f.invoker->answers.emplace_back(no_credentials_error());
    CHECK_THROWS_AS(f.wait("ThingReady"), no_credentials_error);
}

TEST_CASE("an unknown waiter is named") {
    fixture f;
    CHECK_THROWS_WITH_AS(f.wait("thing_gone"), "Waiter does not exist: thing_gone", value_error);
    CHECK(f.invoker->calls.empty());
}
