// The time limits of one exchange.
#pragma once

#include <algorithm>
#include <chrono>
#include <coaws/pipeline/ports.hpp>
#include <coaws/transport/http_transport.hpp>

namespace coaws::transport {

/// Turns the configured timeouts into points in time. Zero and negative timeouts mean no limit.
class timing {
  public:
    using clock = std::chrono::steady_clock;

    timing(transport_config const& config, pipeline::send_options const& options) noexcept
        : connect_(options.connect_timeout.value_or(config.connect_timeout)),
          read_(options.read_timeout.value_or(config.read_timeout)),
          end_(options.deadline.value_or(clock::time_point::max())) {}

    clock::time_point connect_deadline(clock::time_point now) const noexcept { return after(now, connect_); }
    clock::time_point read_deadline(clock::time_point now) const noexcept { return after(now, read_); }
    /// The operation's own end, which no step may pass.
    clock::time_point end() const noexcept { return end_; }

  private:
    clock::time_point after(clock::time_point now, clock::duration limit) const noexcept {
        bool unlimited = limit <= clock::duration::zero() || limit > clock::time_point::max() - now;
        return unlimited ? end_ : std::min(now + limit, end_);
    }

    clock::duration connect_;
    clock::duration read_;
    clock::time_point end_;
};

}  // namespace coaws::transport
