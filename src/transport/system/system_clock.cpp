// The system's wall clock.
#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coaws/transport/system.hpp>

namespace coaws::transport {
namespace {

class system_clock final : public pipeline::clock {
  public:
    timestamp now() const override {
        return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    }

    asio::awaitable<void> sleep(std::chrono::nanoseconds duration) override {
        // Longer would overflow when it is added to the time that the timer counts from.
        constexpr std::chrono::nanoseconds longest = std::chrono::hours(24 * 365 * 10);
        if (duration <= std::chrono::nanoseconds::zero()) co_return;
        auto const executor = co_await asio::this_coro::executor;
        asio::steady_timer timer(executor);
        timer.expires_after(std::min(duration, longest));
        auto done = timer.async_wait(asio::use_awaitable);
        co_await std::move(done);
    }
};

}  // namespace

std::shared_ptr<pipeline::clock> make_system_clock() { return std::make_shared<system_clock>(); }

}  // namespace coaws::transport
