#include <coaws/pipeline/async_generator.hpp>

#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

using coaws::async_generator;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

// Runs the coroutine to its end; throws what it throws.
void run(asio::io_context& io, asio::awaitable<void> work) {
    std::exception_ptr failure;
    asio::co_spawn(io, std::move(work), [&](std::exception_ptr e) { failure = e; });
    io.restart();
    io.run();
    if (failure) std::rethrow_exception(failure);
}

void run(asio::awaitable<void> work) {
    asio::io_context io;
    run(io, std::move(work));
}

asio::awaitable<int> later(int value) {
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, 1ms);
    co_await timer.async_wait(asio::use_awaitable);
    co_return value;
}

asio::awaitable<void> fail_later() {
    co_await later(0);
    throw std::runtime_error("inner");
}

async_generator<int> count_to(int last) {
    for (int i = 1; i <= last; ++i) co_yield i;
}

async_generator<int> count_slowly(int last) {
    for (int i = 1; i <= last; ++i) {
        int value = co_await later(i);
        co_yield value;
    }
}

async_generator<std::string> nested(int last) {
    auto numbers = count_slowly(last);
    while (auto number = co_await numbers.next()) {
        co_yield "a text longer than the small buffer " + std::to_string(*number);
        co_yield std::to_string(*number);
    }
}

template <class T>
asio::awaitable<void> collect(async_generator<T> from, std::vector<T>& into) {
    while (auto value = co_await from.next()) into.push_back(std::move(*value));
}

}  // namespace

TEST_CASE("a generator yields its values in order and then ends for good") {
    std::vector<int> got;
    run(collect(count_to(3), got));
    CHECK(got == std::vector{1, 2, 3});
    got.clear();
    run(collect(count_slowly(3), got));
    CHECK(got == std::vector{1, 2, 3});
    got.clear();
    run(collect(count_to(0), got));
    CHECK(got.empty());

    auto past_the_end = []() -> asio::awaitable<void> {
        auto one = count_to(1);
        CHECK((co_await one.next()).has_value());
        for (int i = 0; i < 3; ++i) CHECK_FALSE((co_await one.next()).has_value());
        async_generator<int> none;
        CHECK_FALSE((co_await none.next()).has_value());
    };
    run(past_the_end());
}

TEST_CASE("generators nest") {
    std::vector<std::string> got;
    run(collect(nested(2), got));
    REQUIRE(got.size() == 4);
    CHECK(got[2] == "a text longer than the small buffer 2");
    CHECK(got[3] == "2");
}

TEST_CASE("many values without suspension need no stack") {
    auto consume = []() -> asio::awaitable<void> {
        auto numbers = count_to(200'000);
        long sum = 0;
        while (auto number = co_await numbers.next()) sum += *number;
        CHECK(sum == 20'000'100'000L);
    };
    run(consume());
}

TEST_CASE("values may be move-only") {
    auto make = []() -> async_generator<std::unique_ptr<int>> {
        co_yield std::make_unique<int>(5);
        auto second = std::make_unique<int>(6);
        co_yield std::move(second);
    };
    std::vector<std::unique_ptr<int>> got;
    run(collect(make(), got));
    REQUIRE(got.size() == 2);
    CHECK(*got[1] == 6);
}

TEST_CASE("exceptions come out of next() once and end the sequence") {
    auto thrower = [](bool inner) -> async_generator<int> {
        co_yield 1;
        if (inner) co_await fail_later();
        throw std::runtime_error("outer");
    };
    for (bool inner : {false, true}) {
        auto consume = [&]() -> asio::awaitable<void> {
            auto numbers = thrower(inner);
            CHECK((co_await numbers.next()).has_value());
            std::string what;
            try {
                co_await numbers.next();
            } catch (std::runtime_error const& failure) {
                what = failure.what();
            }
            CHECK(what == (inner ? "inner" : "outer"));
            CHECK_FALSE((co_await numbers.next()).has_value());
        };
        run(consume());
    }
}

TEST_CASE("a generator may catch what it awaits") {
    auto catcher = []() -> async_generator<int> {
        bool failed = false;
        try {
            co_await fail_later();
        } catch (std::runtime_error const&) {
            failed = true;
        }
        co_yield failed ? 1 : 0;
    };
    std::vector<int> got;
    run(collect(catcher(), got));
    CHECK(got == std::vector{1});
}

TEST_CASE("cancelling the consumer reaches what the generator awaits") {
    auto sleeper = []() -> async_generator<int> {
        auto executor = co_await asio::this_coro::executor;
        co_yield 1;
        asio::awaitable<int> long_wait = [](asio::any_io_executor on) -> asio::awaitable<int> {
            asio::steady_timer timer(on, 1h);
            co_await timer.async_wait(asio::use_awaitable);
            co_return 0;
        }(executor);
        int value = co_await std::move(long_wait);
        co_yield value;
    };
    asio::io_context io;
    asio::cancellation_signal signal;
    boost::system::error_code code;
    std::vector<int> got;
    asio::co_spawn(io, collect(sleeper(), got),
                   asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e) {
                       try {
                           if (e) std::rethrow_exception(e);
                       } catch (boost::system::system_error const& failure) {
                           code = failure.code();
                       }
                   }));
    asio::steady_timer timer(io, 10ms);
    timer.async_wait([&](boost::system::error_code) { signal.emit(asio::cancellation_type::terminal); });
    io.run();
    CHECK(got == std::vector{1});
    CHECK(code == asio::error::operation_aborted);
}

TEST_CASE("awaitables run on the consumer's executor") {
    asio::io_context io;
    auto asks = []() -> async_generator<bool> {
        auto before = co_await asio::this_coro::executor;
        asio::awaitable<asio::any_io_executor> inner = []() -> asio::awaitable<asio::any_io_executor> {
            co_return co_await asio::this_coro::executor;
        }();
        auto inside = co_await std::move(inner);
        co_yield before == inside;
    };
    std::vector<bool> got;
    run(io, collect(asks(), got));
    CHECK(got == std::vector{true});
}

TEST_CASE("an unfinished generator destroys its locals") {
    auto counted = [](std::shared_ptr<int> held) -> async_generator<int> {
        auto copy = held;
        co_yield 1;
        co_await later(1);
        co_yield 2;
    };
    auto held = std::make_shared<int>(0);
    SUBCASE("never started") {
        {
            auto unused = counted(held);
        }
        CHECK(held.use_count() == 1);
    }
    SUBCASE("after a value") {
        auto consume = [&]() -> asio::awaitable<void> {
            auto numbers = counted(held);
            co_await numbers.next();
            CHECK(held.use_count() > 1);
            numbers = async_generator<int>();
            CHECK(held.use_count() == 1);
        };
        run(consume());
    }
    SUBCASE("while its consumer waits and the context goes") {
        {
            asio::io_context io;
            auto consume = [&]() -> asio::awaitable<void> {
                auto numbers = counted(held);
                while (auto number = co_await numbers.next()) {
                }
            };
            asio::co_spawn(io, consume(), [](std::exception_ptr) {});
            io.poll_one();
            io.poll_one();
        }
        CHECK(held.use_count() == 1);
    }
    SUBCASE("moved") {
        auto consume = [&]() -> asio::awaitable<void> {
            auto first = counted(held);
            co_await first.next();
            async_generator<int> second = std::move(first);
            CHECK((co_await second.next()).value() == 2);
            CHECK_FALSE((co_await first.next()).has_value());
        };
        run(consume());
    }
}
