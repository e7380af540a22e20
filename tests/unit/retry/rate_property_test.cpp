// Random answers and sends against a rate limiter that works everything out anew from all that has happened
// (RETRY-30…32).
#include "retry/rate_limiter.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

using namespace coaws::retry;

namespace {

/// The rules as they are written down, without any state but what has happened.
class obvious_limiter {
  public:
    void send(double at) { history_.push_back({at, kind::send}); }
    void answer(double at, bool throttled) {
        history_.push_back({at, throttled ? kind::throttled : kind::fine});
    }

    /// Seconds that the last send has to wait: as long as the tokens that are missing take to come.
    double wait() const {
        bool on = false;
        double tokens = 0, fill = 1, capacity = 1;
        double top = 0, throttled_at = history_.front().at, last = history_.front().at;
        for (std::size_t i = 0; i < history_.size(); ++i) {
            auto const& [at, what] = history_[i];
            tokens = std::min(capacity, tokens + (at - last) * fill);
            last = at;
            if (what == kind::send) {
                if (on) tokens -= 1;
                continue;
            }
            double const measured = answers_a_second(i);
            double wanted = cubic(at - throttled_at, top);
            if (what == kind::throttled) {
                top = on ? std::min(measured, fill) : measured;
                wanted = 0.7 * top;
                throttled_at = at;
                on = true;
            }
            wanted = std::min(wanted, 2 * measured);
            fill = std::max(wanted, 0.5);
            capacity = std::max(wanted, 1.0);
            tokens = std::min(tokens, capacity);
        }
        return on && tokens < 0 ? -tokens / fill : 0;
    }

  private:
    enum class kind { send, fine, throttled };
    struct step {
        double at;
        kind what;
    };

    /// Measured whenever an answer is the first of its half of a second: the answers since the last such,
    /// over the time between the two. The last rate counts four times as much as all before.
    double answers_a_second(std::size_t last) const {
        std::vector<double> rates;
        double begin = std::floor(history_.front().at);
        double count = 0;
        for (std::size_t i = 0; i <= last; ++i) {
            if (history_[i].what == kind::send) continue;
            ++count;
            double const half = std::floor(history_[i].at * 2) / 2;
            if (half <= begin) continue;
            rates.push_back(count / (half - begin));
            begin = half;
            count = 0;
        }
        double sum = 0;
        for (std::size_t i = 0; i < rates.size(); ++i)
            sum += rates[i] * 0.8 * std::pow(0.2, static_cast<double>(rates.size() - 1 - i));
        return sum;
    }
    static double cubic(double passed, double top) {
        return 0.4 * std::pow(passed - std::cbrt(top * 0.3 / 0.4), 3) + top;
    }

    std::vector<step> history_;
};

std::chrono::nanoseconds since_start(std::int64_t milliseconds) {
    return std::chrono::milliseconds(1'700'000'000'250 + milliseconds);
}

double seconds(std::chrono::nanoseconds t) { return std::chrono::duration<double>(t).count(); }

}  // namespace

TEST_CASE("any sequence of sends and answers waits as long as the obvious model says") {
    std::size_t waits = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        std::mt19937 dice(seed);
        rate_limiter real;
        obvious_limiter model;
        // Some runs are quick, others slow; some are throttled nearly always, others hardly ever.
        unsigned const pace = 1 + dice() % 700;
        unsigned const throttling = dice() % 10;
        std::int64_t now = 0;
        for (int step = 0; step < 80; ++step) {
            now += dice() % pace;
            auto const t = since_start(now);
            if (dice() % 2 == 0) {
                bool const throttled = dice() % 10 < throttling;
                real.observe(t, throttled);
                model.answer(seconds(t), throttled);
            } else {
                auto const got = real.acquire(t);
                model.send(seconds(t));
                double const wanted = model.wait();
                CAPTURE(step);
                REQUIRE(seconds(got) == doctest::Approx(wanted).epsilon(1e-6));
                if (wanted > 0) ++waits;
            }
        }
    }
    CHECK(waits > 500);
}

TEST_CASE("between two answers sends are no denser than the rate, whenever they are asked for") {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        std::mt19937 dice(seed);
        rate_limiter limiter;
        std::int64_t now = 0;
        // A rate to measure, and then too much.
        unsigned const pace = 20 + dice() % 200;
        for (int i = 0; i < 40; ++i) limiter.observe(since_start(now += pace), false);
        limiter.observe(since_start(now), true);
        double const measured = 1000.0 / pace;
        std::vector<double> sent;
        for (int i = 0; i < 60; ++i) {
            now += dice() % (2 * pace);
            auto const t = since_start(now);
            sent.push_back(seconds(t + limiter.acquire(t)));
        }
        REQUIRE(std::ranges::is_sorted(sent));
        // A bucket holds what a second brings; the measure lags behind by no more than its half second.
        double const rate = std::max(0.5, measured * 0.7 * 1.3);
        for (std::size_t i = 0; i < sent.size(); ++i)
            for (std::size_t j = i + 1; j < sent.size(); ++j)
                REQUIRE(static_cast<double>(j - i) <=
                        rate * (sent[j] - sent[i]) + std::max(1.0, rate) + 1e-6);
    }
}
