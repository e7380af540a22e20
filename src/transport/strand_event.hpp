// A flag that one coroutine waits for with a deadline and anyone may raise.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <memory>

namespace coaws::transport {

namespace asio = boost::asio;

/// Always held by shared_ptr. The timer is touched on the strand alone, whatever thread raises the flag.
class strand_event : public std::enable_shared_from_this<strand_event> {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    explicit strand_event(asio::any_io_executor const& executor);

    /// Raises the flag and wakes the waiter. Thread-safe; the waiter never runs inside this call.
    void set();
    /// Waits until the flag is raised; false when `deadline` comes first (time_point::max(): never). One
    /// waiter at a time. Throws operation_aborted as boost::system::system_error on cancellation.
    static asio::awaitable<bool> wait(std::shared_ptr<strand_event> event, time_point deadline);

  private:
    static asio::awaitable<bool> wait_on_strand(std::shared_ptr<strand_event> event, time_point deadline);

    asio::strand<asio::any_io_executor> strand_;
    asio::steady_timer timer_;
    bool raised_ = false;  // on the strand
};

}  // namespace coaws::transport
