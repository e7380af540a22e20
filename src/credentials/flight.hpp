// A fetch that many coroutines wait for, each on its own executor and cancellable by itself.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "credentials/refresh_fsm.hpp"

namespace coaws {

namespace asio = boost::asio;

/// The meeting point of a fetch and its waiters. Thread-safe.
class flight {
  public:
    /// Is called, on any thread, when the last waiter has been cancelled before the flight landed. To be set
    /// before the first `wait`.
    void when_deserted(std::function<void()> action) { deserted_action_ = std::move(action); }
    /// Whether that has happened.
    bool deserted() const;
    /// Ends the flight and wakes everyone; further calls do nothing. Nothing as result: the flight was
    /// abandoned.
    void land(std::optional<flight_result> result);
    /// How it ended; to be asked after `wait`.
    std::optional<flight_result> result() const;
    /// Waits for the end. Cancellation throws operation_aborted as boost::system::system_error and leaves the
    /// flight to the others.
    static asio::awaitable<void> wait(std::shared_ptr<flight> of);

  private:
    class waiter;

    void add(std::shared_ptr<waiter> one);
    void leave(std::shared_ptr<waiter> const& one);

    mutable std::mutex mutex_;
    bool landed_ = false;
    bool deserted_ = false;
    std::optional<flight_result> result_;
    std::vector<std::shared_ptr<waiter>> waiters_;
    std::function<void()> deserted_action_;
};

}  // namespace coaws
