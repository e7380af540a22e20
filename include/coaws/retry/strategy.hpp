// Deciding whether and when an attempt is repeated (RETRY-*). Pure but for the quota, which is shared by a
// client's calls.
#pragma once

#include <chrono>
#include <coaws/base/error.hpp>
#include <coaws/base/json.hpp>
#include <coaws/schema/service_schema.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::retry {

enum class mode : std::uint8_t { legacy, standard, adaptive };

/// What is known of an attempt that has ended.
struct attempt_view {
    std::string_view operation;
    schema const* modeled_error =
        nullptr;                     ///< the operation's modelled exception with the response's code, or null
    unsigned attempts = 1;           ///< attempts made so far
    std::optional<unsigned> status;  ///< nothing when sending failed
    std::string_view error_code;     ///< empty for a success
    error const* failure = nullptr;  ///< set when sending failed
    bool crc32_mismatch = false;     ///< dynamodb: the body does not fit x-amz-crc32

    attempt_view() = default;
};

/// The decision on an attempt.
struct decision {
    std::optional<std::chrono::nanoseconds> delay;  ///< set: try again after it
    bool max_attempts_reached = false;
    bool quota_reached = false;
    unsigned quota_taken = 0;
    /// Raise this error instead of returning the response (dynamodb crc32 mismatch on the last attempt).
    bool raise_checksum_error = false;
    bool throttled = false;  ///< the attempt was answered with a throttling error

    decision() = default;
};

/// The retry behaviour of one client. Thread-safe.
class strategy {
  public:
    virtual ~strategy() = default;
    virtual retry::mode mode() const noexcept = 0;
    virtual unsigned max_attempts() const noexcept = 0;
    /// Decides on an attempt; `random` is a uniform draw from [0, 1). May take from the quota.
    virtual decision decide(attempt_view const& attempt, double random) = 0;
    /// A call has succeeded (2xx): gives back what its last retry took, or one unit when it had none
    /// (RETRY-23).
    virtual void on_success(unsigned quota_taken) = 0;
    /// adaptive: how long the next attempt has to wait for its token (RETRY-30); zero in the other modes.
    virtual std::chrono::nanoseconds acquire(std::chrono::nanoseconds now) = 0;
    /// adaptive: feeds the outcome of an attempt into the rate (RETRY-31).
    virtual void observe(std::chrono::nanoseconds now, bool throttled) = 0;
};

/// What a strategy is made of.
struct strategy_options {
    retry::mode mode = retry::mode::legacy;
    std::optional<unsigned> max_attempts;  ///< total attempts; the mode's own default otherwise
    std::string endpoint_prefix;           ///< selects the entries of the retry data
    std::string service_id;                ///< event id of the service

    strategy_options() = default;
};

/// Makes the strategy of a client. `retry_data` is the `_retry` document, used by legacy mode; null gives the
/// defaults.
std::shared_ptr<strategy> make_strategy(strategy_options const& options,
                                        std::shared_ptr<json::document const> const& retry_data);

}  // namespace coaws::retry
