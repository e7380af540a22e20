#include "wait/waiter_progress.hpp"

#include <doctest/doctest.h>

#include <coaws/value/args.hpp>
#include <coaws/wait/waiter_error.hpp>
#include <optional>

using namespace coaws;
using wait::wait_step;
using wait::waiter_progress;

namespace {

constexpr std::string_view data = R"({"version": 2, "waiters": {"Ready": {
    "operation": "Get", "delay": 1, "maxAttempts": 2, "acceptors": [
        {"state": "retry", "matcher": "path", "argument": "S", "expected": "starting"},
        {"state": "retry", "matcher": "error", "expected": "NotYet"},
        {"state": "success", "matcher": "path", "argument": "S", "expected": "up"},
        {"state": "failure", "matcher": "path", "argument": "S", "expected": "broken"}]}}})";

std::shared_ptr<waiter_model const> const& model() {
    static auto const compiled = waiter_model::compile(*json::document::parse(data).value());
    return compiled;
}

waiter_progress progress_of(std::int64_t max_attempts) {
    return {model()->details().at("Ready"), max_attempts};
}

std::optional<waiter_failure> failure_of(waiter_progress& progress, value const& response) {
    try {
        progress.judge(response);
    } catch (waiter_failure const& e) {
        return e;
    }
    return std::nullopt;
}

value state(std::string_view name) { return args("S", name); }
value refusal(std::string_view code) { return args("Error", args("Code", code, "Message", "no")); }

}  // namespace

TEST_CASE("success ends the wait, retries and unmatched responses do not") {
    auto progress = progress_of(9);
    CHECK(progress.judge(state("starting")) == wait_step::poll_again);
    CHECK(progress.judge(refusal("NotYet")) == wait_step::poll_again);
    CHECK(progress.judge(state("odd")) == wait_step::poll_again);
    CHECK(progress.judge(args()) == wait_step::poll_again);
    CHECK(progress.judge(state("up")) == wait_step::done);
}

TEST_CASE("success counts on the last attempt too") {
    auto progress = progress_of(1);
    CHECK(progress.judge(state("up")) == wait_step::done);
}

TEST_CASE("waiting fails") {
    struct {
        std::int64_t max_attempts;
        std::vector<value> before;
        value last;
        waiter_failure_kind kind;
        std::string_view reason;
    } const cases[] = {
        {9,
         {},
         state("broken"),
         waiter_failure_kind::terminal_failure,
         "Waiter encountered a terminal failure state: For expression \"S\" we matched expected path: "
         "\"broken\""},
        {9,
         {state("starting")},
         refusal("Denied"),
         waiter_failure_kind::unexpected_error,
         "An error occurred (Denied): no"},
        {9,
         {},
         args("Error", args("Code", 7)),
         waiter_failure_kind::unexpected_error,
         "An error occurred (7): Unknown"},
        {2, {state("odd")}, state("odd"), waiter_failure_kind::max_attempts, "Max attempts exceeded"},
        {0, {}, state("odd"), waiter_failure_kind::max_attempts, "Max attempts exceeded"},
        {-3, {}, state("odd"), waiter_failure_kind::max_attempts, "Max attempts exceeded"},
        {2,
         {state("odd")},
         refusal("NotYet"),
         waiter_failure_kind::max_attempts,
         "Max attempts exceeded. Previously accepted state: Matched expected service error code: NotYet"},
        // botocore names the acceptor it looked at last.
        {2,
         {state("starting")},
         state("odd"),
         waiter_failure_kind::max_attempts,
         "Max attempts exceeded. Previously accepted state: For expression \"S\" we matched expected path: "
         "\"broken\""},
    };
    for (auto const& c : cases) {
        auto progress = progress_of(c.max_attempts);
        for (auto const& response : c.before) CHECK(progress.judge(response) == wait_step::poll_again);
        auto const failure = failure_of(progress, c.last);
        REQUIRE(failure);
        CHECK(failure->kind() == c.kind);
        CHECK(failure->reason() == c.reason);
        CHECK(failure->name() == "Ready");
        CHECK(failure->message() == "Waiter Ready failed: " + std::string(c.reason));
        CHECK(failure->last_response() == c.last);
    }
}

TEST_CASE("a failed wait is a waiter_error that survives being copied") {
    auto progress = progress_of(1);
    std::shared_ptr<error const> kept;
    try {
        progress.judge(state("broken"));
    } catch (waiter_error const& e) {
        kept = e.clone();
    }
    REQUIRE(kept);
    CHECK(kept->type() == "WaiterError");
    try {
        kept->raise();
    } catch (waiter_failure const& e) {
        CHECK(e.last_response() == state("broken"));
    }
}

TEST_CASE("kinds of failure have names") {
    CHECK(to_string(waiter_failure_kind::max_attempts) == "max_attempts");
    CHECK(to_string(waiter_failure_kind::terminal_failure) == "terminal_failure");
    CHECK(to_string(waiter_failure_kind::unexpected_error) == "unexpected_error");
}
