// The places at which a client signs, tells who it is and decides on retries, among the handlers of its
// users.
#include "call_fixture.hpp"
#include "small_model.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace coaws;
using testing_support::call_fixture;
using testing_support::small_model;

namespace {

using steps = std::vector<std::string>;

struct any : call_fixture {
    any() : call_fixture("any", small_model().text()) {}

    /// Notes when a handler of this name is called.
    template <class Event>
    void note(std::string const& name, std::string const& as) {
        parts.events->on(name, [this, as](Event&) { seen.push_back(as); });
    }

    steps seen;
};

/// Notes what it is asked, and retries once.
class noting_strategy final : public retry::strategy {
  public:
    explicit noting_strategy(steps& seen) : seen_(seen) {}

    retry::mode mode() const noexcept override { return retry::mode::adaptive; }
    unsigned max_attempts() const noexcept override { return 2; }
    retry::decision decide(retry::attempt_view const& attempt, double) override {
        seen_.emplace_back("decide");
        retry::decision d;
        if (attempt.attempts > 1) return d;
        d.delay = std::chrono::seconds(1);
        d.quota_taken = 5;
        return d;
    }
    void on_success(unsigned taken) override { seen_.push_back("give back " + std::to_string(taken)); }
    std::chrono::nanoseconds acquire(std::chrono::nanoseconds) override {
        seen_.emplace_back("acquire");
        return {};
    }
    void observe(std::chrono::nanoseconds, bool) override { seen_.emplace_back("observe"); }

  private:
    steps& seen_;
};

}  // namespace

TEST_CASE(
    "HND-50 a request is signed behind the handlers of its operation and before those of all requests") {
    any f;
    auto const add = [&f](std::string const& name, std::string const& header) {
        f.parts.events->on(name, [header](request_created& e) { e.request.headers.set(header, "1"); });
    };
    add("request-created.any.Do", "x-amz-operation");
    add("request-created.any", "x-amz-session");
    add("request-created", "x-amz-all");
    f.connect();
    f.core->events().on("request-created.any",
                        [](request_created& e) { e.request.headers.set("x-amz-client", "1"); });
    auto const request = f.build("Do", args());
    REQUIRE(request);
    auto const authorization = request->headers.get("Authorization");
    for (auto const* header : {"x-amz-operation", "x-amz-session", "x-amz-all", "x-amz-client"}) {
        CAPTURE(header);
        CHECK(request->headers.get(header) == "1");
        bool const is_signed = authorization.find(header) != std::string_view::npos;
        CHECK(is_signed ==
              (header == std::string_view("x-amz-operation") || header == std::string_view("x-amz-session")));
    }
}

TEST_CASE("HND-50 what is noted of an attempt stands in its User-Agent") {
    any f;
    f.parts.settings.user_agent = "coaws/1";
    f.parts.events->on("before-call", [](before_call& e) { e.context.add_feature("A"); });
    f.parts.events->on("request-created", [](request_created& e) { e.context.add_feature("B"); });
    // Retry mode and checksums, which every call of this client has, and later where the keys come from.
    CHECK(f.header("Do", args(), "User-Agent") == "coaws/1 m/E,Z,b,A,e,B");
}

TEST_CASE(
    "HND-51 a client decides among the handlers of its service, waits behind all others and gives back") {
    any f;
    f.parts.retries = std::make_shared<noting_strategy>(f.seen);
    f.note<needs_retry>("needs-retry.any.Do", "operation");
    f.note<needs_retry>("needs-retry.any", "session");
    f.note<needs_retry>("needs-retry", "all");
    f.note<before_send>("before-send", "send");
    f.note<after_call>("after-call", "end");
    f.connect();
    f.core->events().on("needs-retry.any", [&f](needs_retry&) { f.seen.emplace_back("client"); });
    f.world.http->reply(503);
    f.world.http->reply(200, "{}");
    REQUIRE(f.call("Do", args()));
    CHECK(f.seen == steps{"send", "acquire", "operation", "session", "decide", "observe", "client", "all",  //
                          "send", "acquire", "operation", "session", "decide", "observe", "client", "all",  //
                          "end", "give back 5"});
    CHECK(f.world.clock->sleeps() == std::vector<double>{1.0});
}

TEST_CASE("HND-51 the first answer to needs-retry counts, and every handler is asked") {
    struct row {
        char const* name;
        double delay;
    };
    // Deeper than the client's own decision, and not so deep.
    for (auto const& r : {row{"needs-retry.any.Do", 3.0}, row{"needs-retry", 1.0}}) {
        CAPTURE(r.name);
        any f;
        f.parts.retries = std::make_shared<noting_strategy>(f.seen);
        f.parts.events->on(r.name, [](needs_retry& e) -> std::optional<retry_verdict> {
            if (e.attempts == 1) return retry_verdict::after(std::chrono::seconds(3));
            return std::nullopt;
        });
        f.note<needs_retry>("needs-retry", "all");
        f.world.http->reply(503);
        f.world.http->reply(200, "{}");
        REQUIRE(f.call("Do", args()));
        CHECK(f.world.clock->sleeps() == std::vector<double>{r.delay});
        CHECK(std::ranges::count(f.seen, "all") == 2);
        CHECK(std::ranges::count(f.seen, "decide") == 2);
    }
}

TEST_CASE("HND-51 a retry that the call's own limit forbids costs nothing") {
    any f;
    f.parts.retries = std::make_shared<noting_strategy>(f.seen);
    f.world.http->reply(503);
    CHECK_FALSE(f.call("Do", args(), call_options().with_max_attempts(1)));
    CHECK(f.seen == steps{"acquire", "decide", "give back 5", "observe"});
}
