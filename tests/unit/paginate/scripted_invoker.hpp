// An invoker and a clock that answer from a script and write down what was asked, for tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <coaws/base/error.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/schema/from_model.hpp>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::test {

/// Runs a coroutine to its end; throws what it throws. The callable outlives the coroutine, so it may
/// capture.
inline void run(std::function<asio::awaitable<void>()> const& work) {
    asio::io_context io;
    std::exception_ptr failure;
    asio::co_spawn(io, work(), [&](std::exception_ptr e) { failure = e; });
    io.run();
    if (failure) std::rethrow_exception(failure);
}

/// A clock whose sleeps pass at once.
class recording_clock : public pipeline::clock {
  public:
    timestamp now() const override { return {}; }
    asio::awaitable<void> sleep(std::chrono::nanoseconds duration) override {
        slept.push_back(duration);
        co_return;
    }

    std::vector<std::chrono::nanoseconds> slept;
};

/// Gives its answers one after another; without one it never comes back.
class scripted_invoker : public pipeline::invoker {
  public:
    struct call {
        std::string operation;
        value params;
        std::string feature;
    };

    explicit scripted_invoker(std::string_view model)
        : service_(make_service_schema("test", json::document::parse(model).value())) {}

    service_schema const& service() const noexcept override { return *service_; }
    pipeline::clock& clock() const noexcept override { return clock_; }
    asio::awaitable<result<value>> invoke(std::string_view operation, value params,
                                          call_options options) const override {
        calls.push_back(call{std::string(operation), std::move(params), std::string(options.feature)});
        auto executor = co_await asio::this_coro::executor;
        asio::steady_timer timer(executor, std::chrono::seconds(0));
        if (answers.empty()) timer.expires_after(std::chrono::hours(1));
        co_await timer.async_wait(asio::use_awaitable);
        auto answer = std::move(answers.front());
        answers.pop_front();
        co_return answer;
    }

    std::vector<std::chrono::nanoseconds> const& slept() const noexcept { return clock_.slept; }

    mutable std::deque<result<value>> answers;
    mutable std::vector<call> calls;

  private:
    std::shared_ptr<service_schema const> service_;
    mutable recording_clock clock_;
};

}  // namespace coaws::test
