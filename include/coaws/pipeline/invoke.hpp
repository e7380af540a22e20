// One operation's life: the straight line of CLI-12.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <coaws/auth/credential_steps.hpp>
#include <coaws/base/result.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/pipeline/events.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <optional>
#include <string_view>

namespace coaws {

/// How one call differs from the client's ways. All unset by default.
class call_options {
  public:
    call_options() = default;

    /// The whole call, retries and sleeps included, ends within this time, else operation_timeout_error
    /// (LIM-03).
    call_options&& with_deadline(std::chrono::nanoseconds limit) && { return std::move(set_deadline(limit)); }
    call_options& with_deadline(std::chrono::nanoseconds limit) & { return set_deadline(limit); }
    /// Each socket read of each attempt ends within this time.
    call_options&& with_attempt_timeout(std::chrono::nanoseconds limit) && {
        return std::move(set_attempt(limit));
    }
    call_options& with_attempt_timeout(std::chrono::nanoseconds limit) & { return set_attempt(limit); }
    /// At most this many attempts in all, instead of the client's number.
    call_options&& with_max_attempts(unsigned count) && { return std::move(set_max_attempts(count)); }
    call_options& with_max_attempts(unsigned count) & { return set_max_attempts(count); }
    /// Adds a letter to the user agent's feature list (MISC-41); must be a literal.
    call_options& with_feature(std::string_view id) & {
        feature = id;
        return *this;
    }

    /// For calls by which a provider comes by keys: the steps that led to the call (CRED-41).
    call_options& with_steps(credential_steps taken) & {
        steps = taken;
        return *this;
    }

    std::optional<std::chrono::nanoseconds> deadline;
    std::optional<std::chrono::nanoseconds> attempt_timeout;
    std::optional<unsigned> max_attempts;
    std::string_view feature;
    credential_steps steps;

  private:
    call_options& set_deadline(std::chrono::nanoseconds limit) {
        deadline = limit;
        return *this;
    }
    call_options& set_attempt(std::chrono::nanoseconds limit) {
        attempt_timeout = limit;
        return *this;
    }
    call_options& set_max_attempts(unsigned count) {
        max_attempts = count;
        return *this;
    }
};

namespace pipeline {

/// Runs an operation to its end. A service's error comes back as `client_error`, any other failure as its own
/// class, in the result; only cancellation (`boost::system::system_error` with operation_aborted) and
/// exceptions that are no `coaws::error` (from handlers) are thrown. `core` must outlive the awaitable. Runs
/// on the caller's executor; terminal cancellation is honoured at every await.
asio::awaitable<result<value>> invoke(client_core const& core, std::string_view operation, value params,
                                      call_options options);

/// A request as it would leave: for presigning, dry runs and tests. Nothing is sent.
asio::awaitable<result<http::request>> build(client_core const& core, std::string_view operation,
                                             value params);

/// What paginators and waiters call through (DESIGN: the invoker port).
class invoker {
  public:
    virtual ~invoker() = default;
    virtual service_schema const& service() const noexcept = 0;
    virtual pipeline::clock& clock() const noexcept = 0;
    /// As `pipeline::invoke`.
    virtual asio::awaitable<result<value>> invoke(std::string_view operation, value params,
                                                  call_options options) const = 0;
};

}  // namespace pipeline
}  // namespace coaws
