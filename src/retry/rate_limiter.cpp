// The client-side rate of adaptive mode: a token bucket steered by CUBIC.
#include "retry/rate_limiter.hpp"

#include <algorithm>
#include <cmath>

namespace coaws::retry {

namespace {

constexpr double beta = 0.7;
constexpr double scale = 0.4;
constexpr double smoothing = 0.8;
constexpr double buckets_per_second = 2;
constexpr double least_rate = 0.5;

double seconds(std::chrono::nanoseconds t) { return std::chrono::duration<double>(t).count(); }

}  // namespace

std::chrono::nanoseconds rate_limiter::acquire(std::chrono::nanoseconds now) {
    std::lock_guard lock(guard_);
    double const t = seconds(now);
    start(t);
    if (!enabled_) return {};
    refill(t);
    tokens_ -= 1;
    if (tokens_ >= 0) return {};
    return std::chrono::ceil<std::chrono::nanoseconds>(std::chrono::duration<double>(-tokens_ / fill_rate_));
}

void rate_limiter::observe(std::chrono::nanoseconds now, bool throttled) {
    std::lock_guard lock(guard_);
    double const t = seconds(now);
    start(t);
    double const measured = measure(t);
    double rate = 0;
    if (throttled) {
        rate = cubic_throttle(enabled_ ? std::min(measured, fill_rate_) : measured, t);
        enabled_ = true;
    } else {
        rate = cubic_success(t);
    }
    set_rate(std::min(rate, 2 * measured), t);
}

void rate_limiter::start(double t) {
    if (started_) return;
    started_ = true;
    last_refill_ = t;
    last_bucket_ = std::floor(t);
    last_throttle_ = t;
}

void rate_limiter::refill(double t) {
    tokens_ = std::min(max_capacity_, tokens_ + (t - last_refill_) * fill_rate_);
    last_refill_ = t;
}

void rate_limiter::set_rate(double rate, double t) {
    refill(t);
    fill_rate_ = std::max(rate, least_rate);
    max_capacity_ = std::max(rate, 1.0);
    tokens_ = std::min(tokens_, max_capacity_);
}

double rate_limiter::measure(double t) {
    double const bucket = std::floor(t * buckets_per_second) / buckets_per_second;
    count_ += 1;
    if (bucket > last_bucket_) {
        double const current = count_ / (bucket - last_bucket_);
        measured_rate_ = current * smoothing + measured_rate_ * (1 - smoothing);
        count_ = 0;
        last_bucket_ = bucket;
    }
    return measured_rate_;
}

double rate_limiter::cubic_success(double t) const {
    return scale * std::pow(t - last_throttle_ - k_, 3) + w_max_;
}

double rate_limiter::cubic_throttle(double rate, double t) {
    w_max_ = rate;
    k_ = std::cbrt(w_max_ * (1 - beta) / scale);
    last_throttle_ = t;
    return rate * beta;
}

}  // namespace coaws::retry
