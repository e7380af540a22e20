// The client-side rate of adaptive mode: a token bucket steered by CUBIC (RETRY-30…32).
#pragma once

#include <chrono>
#include <mutex>
#include <optional>

namespace coaws::retry {

/// Thread-safe. Times are since any fixed epoch; the first call of either function starts the clock.
class rate_limiter {
  public:
    /// Takes a token; gives how long to wait for it. Zero until the first throttling error has switched the
    /// limiter on.
    std::chrono::nanoseconds acquire(std::chrono::nanoseconds now);
    /// Notes an attempt that has ended, and adjusts the rate.
    void observe(std::chrono::nanoseconds now, bool throttled);

  private:
    void start(double t);
    void refill(double t);
    void set_rate(double rate, double t);
    double measure(double t);
    double cubic_success(double t) const;
    double cubic_throttle(double rate, double t);

    std::mutex guard_;
    bool started_ = false;
    bool enabled_ = false;
    double fill_rate_ = 1;
    double max_capacity_ = 1;
    double tokens_ = 0;  // may be negative: tokens promised to waiters
    double last_refill_ = 0;
    double measured_rate_ = 0;
    double last_bucket_ = 0;
    double count_ = 0;
    double w_max_ = 0;
    double k_ = 0;
    double last_throttle_ = 0;
};

}  // namespace coaws::retry
