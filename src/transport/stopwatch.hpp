// Splits the time of an exchange into what it is spent on.
#pragma once

#include <chrono>
#include <coaws/pipeline/metrics.hpp>
#include <cstdint>

namespace coaws::transport {

/// Adds the time between two calls of `enter` to what was entered first, the last one when it is destroyed.
/// Without anybody who wants to know it looks at no clock.
class stopwatch {
  public:
    using part = std::chrono::nanoseconds exchange_metrics::*;

    stopwatch(exchange_metrics* into, part first) : into_(into), current_(first) {
        if (into_ != nullptr) since_ = clock::now();
    }
    ~stopwatch() { enter(current_); }
    stopwatch(stopwatch const&) = delete;
    stopwatch& operator=(stopwatch const&) = delete;

    void enter(part next) noexcept {
        if (into_ == nullptr) return;
        auto const now = clock::now();
        into_->*current_ += now - since_;
        since_ = now;
        current_ = next;
    }
    void count_sent(std::uint64_t bytes) noexcept {
        if (into_ != nullptr) into_->bytes_sent += bytes;
    }
    /// The first bytes end the wait for them.
    void count_received(std::uint64_t bytes) noexcept {
        if (into_ == nullptr || bytes == 0) return;
        into_->bytes_received += bytes;
        if (current_ == &exchange_metrics::first_byte) enter(&exchange_metrics::receive);
    }
    void count_pool_wait() noexcept {
        if (into_ != nullptr) ++into_->pool_waits;
    }
    void count_connection() noexcept {
        if (into_ != nullptr) ++into_->connections_opened;
    }

  private:
    using clock = std::chrono::steady_clock;

    exchange_metrics* into_;
    part current_;
    clock::time_point since_;
};

}  // namespace coaws::transport
