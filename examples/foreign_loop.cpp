// coaws inside an event loop that is not Asio's, here a plain poll(2) loop with a timer of its own.
//
// The loop calls `io.poll()` whenever it likes: that runs what is ready and never blocks. How often it does
// decides how soon an answer is seen.
#include <poll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/coaws.hpp>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>

namespace asio = boost::asio;

namespace {

// The loop that the program has anyway: it watches one descriptor, a timer that ticks every 5 ms.
class own_loop {
  public:
    own_loop() : timer_(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)) {
        itimerspec every{};
        every.it_interval.tv_nsec = every.it_value.tv_nsec = 5'000'000;
        timerfd_settime(timer_, 0, &every, nullptr);
    }
    own_loop(own_loop const&) = delete;
    own_loop& operator=(own_loop const&) = delete;
    ~own_loop() { ::close(timer_); }

    void turn(int timeout_ms) {
        pollfd watched{timer_, POLLIN, 0};
        if (::poll(&watched, 1, timeout_ms) <= 0) return;
        std::uint64_t expirations = 0;
        if (::read(timer_, &expirations, sizeof expirations) == sizeof expirations) ticks_ += expirations;
    }
    std::uint64_t ticks() const { return ticks_; }

  private:
    int timer_;
    std::uint64_t ticks_ = 0;
};

struct progress {
    int pending = 0;
    int failed = 0;
    std::string account;
};

void report(progress& state, std::exception_ptr failure) {
    --state.pending;
    if (!failure) return;
    ++state.failed;
    try {
        std::rethrow_exception(failure);
    } catch (std::exception const& e) {
        std::cerr << e.what() << '\n';
    }
}

void start_calls(coaws::client const& sts, progress& state) {
    for (int i = 0; i < 20; ++i) {
        ++state.pending;
        sts.async_call("GetCallerIdentity", coaws::args(), [&](std::exception_ptr failure, coaws::value out) {
            if (!failure) state.account = out.at("Account").as_string();
            report(state, failure);
        });
    }
}

}  // namespace

int main() {
    own_loop loop;
    asio::io_context io;
    coaws::session session(io.get_executor());  // where the callbacks run
    progress state;

    ++state.pending;
    asio::co_spawn(io, session.client("sts"), [&](std::exception_ptr failure, coaws::client sts) {
        if (!failure) start_calls(sts, state);
        report(state, failure);
    });

    while (state.pending > 0) {
        loop.turn(1);  // the program's own events, at most 1 ms
        io.poll();     // and those of coaws
        io.restart();  // poll() stops the context when it runs out of work; the next round may bring more
    }
    std::cout << "account " << state.account << ", " << state.failed
              << " failed, the loop's own timer ticked " << (loop.ticks() > 0 ? "meanwhile" : "never")
              << '\n';
    return state.failed == 0 ? 0 : 1;
}
