// A clock that only sleeping moves.
#include <coaws/testing/fixed_ports.hpp>
#include <numeric>

namespace coaws::testing {

timestamp manual_clock::now() const {
    std::lock_guard lock(guard_);
    return now_;
}

std::chrono::steady_clock::time_point manual_clock::ticks() const {
    std::lock_guard lock(guard_);
    return std::chrono::steady_clock::time_point(now_.time_since_epoch() + rest_);
}

boost::asio::awaitable<void> manual_clock::sleep(std::chrono::nanoseconds duration) {
    {
        std::lock_guard lock(guard_);
        sleeps_.push_back(duration);
        move(duration);
    }
    co_return;
}

void manual_clock::advance(std::chrono::nanoseconds duration) {
    std::lock_guard lock(guard_);
    move(duration);
}

std::chrono::nanoseconds manual_clock::slept() const {
    std::lock_guard lock(guard_);
    return std::accumulate(sleeps_.begin(), sleeps_.end(), std::chrono::nanoseconds::zero());
}

std::vector<double> manual_clock::sleeps() const {
    std::lock_guard lock(guard_);
    std::vector<double> seconds;
    for (auto one : sleeps_) seconds.push_back(std::chrono::duration<double>(one).count());
    return seconds;
}

boost::asio::awaitable<void> recorded_datagrams::send(std::string host, std::uint16_t port,
                                                      std::string bytes) {
    datagram one;
    one.host = std::move(host);
    one.port = port;
    one.bytes = std::move(bytes);
    std::lock_guard lock(guard_);
    sent.push_back(std::move(one));
    co_return;
}

void manual_clock::move(std::chrono::nanoseconds duration) {
    rest_ += duration;
    auto const whole = std::chrono::floor<std::chrono::microseconds>(rest_);
    now_ += whole;
    rest_ -= whole;
}

}  // namespace coaws::testing
