// Measures one call for its client's metrics observer.
#pragma once

#include <chrono>
#include <coaws/base/error.hpp>
#include <coaws/pipeline/metrics.hpp>
#include <coaws/pipeline/ports.hpp>
#include <memory>

namespace coaws {
class call_context;
}

namespace coaws::pipeline {

/// Exists only for calls that are observed. Reports when it is destroyed: a call that was never said to have
/// ended was cancelled. `observer`, `clock` and `context` must outlive it.
class call_meter {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    call_meter(metrics_observer& observer, pipeline::clock const& clock, call_context const& context);
    ~call_meter();
    call_meter(call_meter const&) = delete;
    call_meter& operator=(call_meter const&) = delete;

    time_point now() const { return clock_.ticks(); }
    void add(call_phase phase, std::chrono::nanoseconds time) noexcept;
    void attempt_begins() noexcept { ++attempts_; }
    void answered(unsigned status) noexcept { status_ = status; }
    /// What the transport adds to.
    exchange_metrics& exchange() noexcept { return exchange_; }

    void succeeded() noexcept { outcome_ = call_outcome::success; }
    void failed(std::shared_ptr<error const> failure) noexcept;

  private:
    void report() const;

    metrics_observer& observer_;
    pipeline::clock const& clock_;
    call_context const& context_;
    time_point begin_;
    call_outcome outcome_ = call_outcome::cancelled;
    std::shared_ptr<error const> failure_;
    unsigned attempts_ = 0;
    unsigned status_ = 0;
    std::array<std::chrono::nanoseconds, call_phase_count> phases_{};
    exchange_metrics exchange_;
};

/// Adds the time that it lives to a phase. Without a meter it looks at no clock.
class phase_timer {
  public:
    phase_timer(std::unique_ptr<call_meter> const& meter, call_phase phase)
        : meter_(meter.get()), phase_(phase) {
        if (meter_ != nullptr) begin_ = meter_->now();
    }
    ~phase_timer() {
        if (meter_ != nullptr) meter_->add(phase_, meter_->now() - begin_);
    }
    phase_timer(phase_timer const&) = delete;
    phase_timer& operator=(phase_timer const&) = delete;

  private:
    call_meter* meter_;
    call_meter::time_point begin_;
    call_phase phase_;
};

}  // namespace coaws::pipeline
