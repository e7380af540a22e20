// The standard retry mode and its quota.
#include "retry/standard.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <coaws/base/errors.hpp>

namespace coaws::retry {

namespace {

constexpr std::array<std::string_view, 3> transient_codes = {"RequestTimeout", "RequestTimeoutException",
                                                             "PriorRequestNotComplete"};
constexpr std::array<std::string_view, 14> throttling_codes = {"Throttling",
                                                               "ThrottlingException",
                                                               "ThrottledException",
                                                               "RequestThrottledException",
                                                               "TooManyRequestsException",
                                                               "ProvisionedThroughputExceededException",
                                                               "TransactionInProgressException",
                                                               "RequestLimitExceeded",
                                                               "BandwidthLimitExceeded",
                                                               "LimitExceededException",
                                                               "RequestThrottled",
                                                               "SlowDown",
                                                               "PriorRequestNotComplete",
                                                               "EC2ThrottledException"};

bool is_throttling(attempt_view const& attempt) {
    if (attempt.error_code.empty()) return false;
    if (std::ranges::find(throttling_codes, attempt.error_code) != throttling_codes.end()) return true;
    return attempt.modeled_error != nullptr && attempt.modeled_error->traits().throttling;
}

bool is_timeout(error const* failure) {
    return dynamic_cast<connect_timeout_error const*>(failure) != nullptr ||
           dynamic_cast<read_timeout_error const*>(failure) != nullptr;
}

}  // namespace

bool retry_quota::acquire(unsigned amount) {
    std::lock_guard lock(guard_);
    if (amount > available_) return false;
    available_ -= amount;
    return true;
}

void retry_quota::release(unsigned amount) {
    std::lock_guard lock(guard_);
    available_ = std::min(capacity, available_ + amount);
}

standard_strategy::standard_strategy(strategy_options const& options, bool adaptive)
    : service_id_(options.service_id), max_attempts_(options.max_attempts.value_or(3)), adaptive_(adaptive) {}

bool standard_strategy::is_retryable(attempt_view const& attempt) const {
    if (attempt.failure != nullptr)
        return dynamic_cast<connection_error const*>(attempt.failure) != nullptr ||
               dynamic_cast<http_client_error const*>(attempt.failure) != nullptr;
    auto const status = attempt.status.value_or(0);
    if (status == 500 || status == 502 || status == 503 || status == 504) return true;
    if (attempt.crc32_mismatch && service_id_ == "dynamodb") return true;
    if (attempt.error_code.empty()) return false;
    if (std::ranges::find(transient_codes, attempt.error_code) != transient_codes.end()) return true;
    if (is_throttling(attempt)) return true;
    if (attempt.modeled_error != nullptr && attempt.modeled_error->traits().retryable) return true;
    return service_id_ == "sts" && attempt.error_code == "IDPCommunicationError";
}

decision standard_strategy::decide(attempt_view const& attempt, double random) {
    constexpr unsigned retry_cost = 5;
    constexpr unsigned timeout_cost = 10;
    constexpr double longest = 20;
    decision out;
    out.throttled = is_throttling(attempt);
    if (attempt.attempts >= max_attempts_) {
        out.max_attempts_reached = true;
        return out;
    }
    if (!is_retryable(attempt)) return out;
    unsigned const cost = is_timeout(attempt.failure) ? timeout_cost : retry_cost;
    if (!quota_.acquire(cost)) {
        out.quota_reached = true;
        return out;
    }
    out.quota_taken = cost;
    double const seconds = random * std::min(std::pow(2.0, attempt.attempts - 1), longest);
    out.delay = std::chrono::round<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
    return out;
}

std::chrono::nanoseconds standard_strategy::acquire(std::chrono::nanoseconds now) {
    return adaptive_ ? limiter_.acquire(now) : std::chrono::nanoseconds::zero();
}

void standard_strategy::observe(std::chrono::nanoseconds now, bool throttled) {
    if (adaptive_) limiter_.observe(now, throttled);
}

}  // namespace coaws::retry
