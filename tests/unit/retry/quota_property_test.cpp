// Random attempts against a quota that is counted by hand (RETRY-21, RETRY-23).
#include <doctest/doctest.h>
#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/retry/strategy.hpp>
#include <random>
#include <vector>

using namespace coaws;
using namespace coaws::retry;

namespace {

/// The rules as they are written down: 500 units for all calls of a client, 10 a retry after a timeout and 5
/// after anything else; a success gives back what its last retry took, or 1; never more than 500.
struct obvious_quota {
    unsigned left = 500;

    /// What a retry takes; 0 where it is refused.
    unsigned take(bool timeout) {
        unsigned const cost = timeout ? 10 : 5;
        if (cost > left) return 0;
        left -= cost;
        return cost;
    }
    void give(unsigned taken) { left = std::min(500u, left + (taken == 0 ? 1 : taken)); }
};

struct call {
    unsigned attempts = 0;
    unsigned taken = 0;
};

attempt_view view_of(unsigned kind, read_timeout_error const& late, unsigned attempts) {
    attempt_view view;
    view.attempts = attempts;
    if (kind == 0)
        view.failure = &late;
    else
        view.status = 503;
    return view;
}

}  // namespace

TEST_CASE("any sequence of attempts takes from the quota what the obvious model says") {
    read_timeout_error const late("https://example.com");
    unsigned refused = 0, granted = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        std::mt19937 dice(seed);
        strategy_options options;
        options.mode = seed % 2 == 0 ? mode::standard : mode::adaptive;
        options.max_attempts = 4;
        auto const real = make_strategy(options, nullptr);
        obvious_quota model;
        std::vector<call> calls(8);
        // A seed of its own weight: some runs fail nearly always, others hardly ever.
        unsigned const failing = 1 + dice() % 9;
        for (int step = 0; step < 600; ++step) {
            auto& now = calls[dice() % calls.size()];
            ++now.attempts;
            if (dice() % 10 >= failing) {
                real->on_success(now.taken);
                model.give(now.taken);
                now = call();
                continue;
            }
            unsigned const kind = dice() % 2;
            auto const got = real->decide(view_of(kind, late, now.attempts), 0.5);
            if (now.attempts >= 4) {
                REQUIRE(got.max_attempts_reached);
                REQUIRE(got.quota_taken == 0);
                now = call();
                continue;
            }
            auto const wanted = model.take(kind == 0);
            CAPTURE(model.left);
            REQUIRE(got.quota_taken == wanted);
            REQUIRE(got.quota_reached == (wanted == 0));
            REQUIRE(got.delay.has_value() == (wanted != 0));
            ++(wanted == 0 ? refused : granted);
            if (wanted == 0)
                now = call();
            else
                now.taken = wanted;
        }
    }
    CHECK(refused > 100);
    CHECK(granted > 1000);
}
