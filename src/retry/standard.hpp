// The standard retry mode and its quota (RETRY-20…24).
#pragma once

#include "retry/rate_limiter.hpp"

#include <coaws/retry/strategy.hpp>
#include <mutex>
#include <string>

namespace coaws::retry {

/// The budget of retries that a client's calls share (RETRY-23). Thread-safe.
class retry_quota {
  public:
    static constexpr unsigned capacity = 500;

    /// Takes `amount` if it is there.
    bool acquire(unsigned amount);
    void release(unsigned amount);

  private:
    std::mutex guard_;
    unsigned available_ = capacity;  // under guard_
};

/// Standard mode; with a rate limiter, adaptive mode.
class standard_strategy final : public strategy {
  public:
    standard_strategy(strategy_options const& options, bool adaptive);

    retry::mode mode() const noexcept override {
        return adaptive_ ? retry::mode::adaptive : retry::mode::standard;
    }
    unsigned max_attempts() const noexcept override { return max_attempts_; }
    decision decide(attempt_view const& attempt, double random) override;
    void on_success(unsigned quota_taken) override { quota_.release(quota_taken == 0 ? 1 : quota_taken); }
    std::chrono::nanoseconds acquire(std::chrono::nanoseconds now) override;
    void observe(std::chrono::nanoseconds now, bool throttled) override;

  private:
    bool is_retryable(attempt_view const& attempt) const;

    std::string service_id_;
    unsigned max_attempts_;
    bool adaptive_;
    retry_quota quota_;
    rate_limiter limiter_;
};

}  // namespace coaws::retry
