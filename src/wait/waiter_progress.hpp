// The decisions of one wait, without the calls (WAIT-03).
#pragma once

#include <coaws/value/value.hpp>
#include <cstdint>

#include "wait/waiter_description.hpp"

namespace coaws::wait {

/// What a response means for the wait.
enum class wait_step : std::uint8_t { done, poll_again };

/// Judges one response after another. The description must outlive it.
class waiter_progress {
  public:
    /// A `max_attempts` below 1 allows one response all the same.
    waiter_progress(waiter_description const& waiter, std::int64_t max_attempts) noexcept
        : waiter_(&waiter), max_attempts_(max_attempts) {}

    /// Throws waiter_failure when waiting has failed, jmespath_error where an expression does.
    wait_step judge(value const& response);

  private:
    waiter_description const* waiter_;
    std::int64_t max_attempts_;
    std::int64_t attempts_ = 0;
    bool ever_matched_ = false;
};

}  // namespace coaws::wait
