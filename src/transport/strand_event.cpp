// A flag that one coroutine waits for with a deadline and anyone may raise.
#include "transport/strand_event.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <tuple>
#include <utility>

namespace coaws::transport {

strand_event::strand_event(asio::any_io_executor const& executor)
    : strand_(asio::make_strand(executor)), timer_(strand_) {}

void strand_event::set() {
    asio::post(strand_, [self = shared_from_this()] {
        self->raised_ = true;
        self->timer_.cancel();
    });
}

asio::awaitable<bool> strand_event::wait(std::shared_ptr<strand_event> event, time_point deadline) {
    auto strand = event->strand_;
    asio::awaitable<bool> waiting = wait_on_strand(std::move(event), deadline);
    bool raised = co_await asio::co_spawn(strand, std::move(waiting), asio::use_awaitable);
    co_return raised;
}

asio::awaitable<bool> strand_event::wait_on_strand(std::shared_ptr<strand_event> event, time_point deadline) {
    if (event->raised_) co_return true;
    event->timer_.expires_at(deadline);
    auto op = event->timer_.async_wait(asio::as_tuple(asio::deferred));
    std::tuple<boost::system::error_code> done = co_await std::move(op);
    if (event->raised_) co_return true;
    if (std::get<0>(done)) throw boost::system::system_error(asio::error::operation_aborted);
    co_return false;
}

}  // namespace coaws::transport
