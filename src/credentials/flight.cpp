// Waking waiters across executors.
#include "credentials/flight.hpp"

#include <atomic>
#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace coaws {

/// One waiting coroutine. Landing and cancellation race for it; the first one completes it, on its own
/// executor.
class flight::waiter {
  public:
    using handler_type = asio::any_completion_handler<void(boost::system::error_code)>;

    waiter(handler_type handler, asio::any_io_executor executor, asio::cancellation_slot slot)
        : handler_(std::move(handler)), executor_(std::move(executor)), slot_(slot) {}

    void complete(boost::system::error_code outcome) {
        if (claimed_.exchange(true)) return;
        // The slot belongs to the waiter's executor, so it is emptied there.
        auto finish = [handler = std::move(handler_), slot = slot_, outcome]() mutable {
            if (slot.is_connected()) slot.clear();
            std::move(handler)(outcome);
        };
        auto executor = std::move(executor_);
        asio::post(executor, std::move(finish));
    }

  private:
    handler_type handler_;
    asio::any_io_executor executor_;
    asio::cancellation_slot slot_;
    std::atomic<bool> claimed_{false};
};

void flight::add(std::shared_ptr<waiter> one) {
    {
        std::lock_guard const lock(mutex_);
        if (!landed_) {
            waiters_.push_back(std::move(one));
            return;
        }
    }
    one->complete({});
}

void flight::leave(std::shared_ptr<waiter> const& one) {
    std::function<void()> action;
    {
        std::lock_guard const lock(mutex_);
        // Cancelled before it was added, or after the landing: nobody has left.
        if (landed_ || std::erase(waiters_, one) == 0 || !waiters_.empty()) return;
        deserted_ = true;
        action = std::move(deserted_action_);
    }
    if (action) action();
}

bool flight::deserted() const {
    std::lock_guard const lock(mutex_);
    return deserted_;
}

void flight::land(std::optional<flight_result> result) {
    std::vector<std::shared_ptr<waiter>> waiters;
    std::function<void()> obsolete;
    {
        std::lock_guard const lock(mutex_);
        if (landed_) return;
        // What it refers to may go before this flight does.
        obsolete = std::move(deserted_action_);
        landed_ = true;
        result_ = std::move(result);
        waiters.swap(waiters_);
    }
    for (auto const& one : waiters) one->complete({});
}

std::optional<flight_result> flight::result() const {
    std::lock_guard const lock(mutex_);
    return result_;
}

asio::awaitable<void> flight::wait(std::shared_ptr<flight> of) {
    auto initiate = [of = std::move(of)](auto handler) {
        auto const executor = asio::get_associated_executor(handler);
        auto slot = asio::get_associated_cancellation_slot(handler);
        asio::any_io_executor tracked = asio::prefer(executor, asio::execution::outstanding_work.tracked);
        auto one =
            std::make_shared<waiter>(waiter::handler_type(std::move(handler)), std::move(tracked), slot);
        if (slot.is_connected()) {
            slot.assign([of, one](asio::cancellation_type) {
                one->complete(asio::error::operation_aborted);
                of->leave(one);
            });
        }
        of->add(std::move(one));
    };
    return asio::async_initiate<asio::use_awaitable_t<> const, void(boost::system::error_code)>(
        std::move(initiate), asio::use_awaitable);
}

}  // namespace coaws
