// Coroutines that hand over one value after another and may await between them.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>
#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace coaws {

template <class T>
class async_generator;

namespace detail {

/// What an awaitable run for a generator came to.
template <class U>
struct generator_outcome {
    std::optional<U> value;
    std::exception_ptr failure;

    U take() {
        if (failure) std::rethrow_exception(std::move(failure));
        return std::move(*value);
    }
};

template <>
struct generator_outcome<void> {
    std::exception_ptr failure;

    void take() {
        if (failure) std::rethrow_exception(std::move(failure));
    }
};

template <class U>
boost::asio::awaitable<void> run_for_generator(boost::asio::awaitable<U> work,
                                               generator_outcome<U>& outcome) {
    try {
        if constexpr (std::is_void_v<U>) {
            co_await std::move(work);
        } else {
            outcome.value.emplace(co_await std::move(work));
        }
    } catch (...) {
        outcome.failure = std::current_exception();
    }
}

/// Who a suspended generator waits for: its consumer, or an awaitable that the consumer runs for it.
struct generator_promise_base {
    boost::asio::any_io_executor executor;
    std::optional<boost::asio::awaitable<void>> work;
    std::exception_ptr failure;

    template <class U>
    struct work_awaiter {
        generator_promise_base& promise;
        boost::asio::awaitable<U> awaited;
        generator_outcome<U> outcome;

        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<>) {
            promise.work.emplace(run_for_generator<U>(std::move(awaited), outcome));
        }
        U await_resume() { return outcome.take(); }
    };

    struct executor_awaiter {
        generator_promise_base& promise;

        bool await_ready() const noexcept { return true; }
        void await_suspend(std::coroutine_handle<>) const noexcept {}
        boost::asio::any_io_executor await_resume() const { return promise.executor; }
    };

    template <class U>
    work_awaiter<U> await_transform(boost::asio::awaitable<U> awaited) {
        return work_awaiter<U>{*this, std::move(awaited), {}};
    }
    executor_awaiter await_transform(boost::asio::this_coro::executor_t) noexcept {
        return executor_awaiter{*this};
    }

    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { failure = std::current_exception(); }
    void return_void() const noexcept {}
};

}  // namespace detail

/// A lazy asynchronous sequence of `T`.
///
/// A coroutine that returns `async_generator<T>` may `co_yield` values, `co_await` any `asio::awaitable<U>`,
/// and `co_await asio::this_coro::executor`. Its awaitables run inside the consumer's `next()`: on the
/// consumer's executor and with the consumer's cancellation slot. Exceptions, cancellation among them, come
/// out of `next()` and end the sequence.
///
/// Moves only. One consumer, and one `next()` at a time. It may be destroyed whenever no `next()` is under
/// way, finished or not, which destroys the coroutine's locals. Nothing runs before the first `next()`.
/// Parameters that the coroutine takes by reference must outlive the generator.
template <class T>
class [[nodiscard]] async_generator {
  public:
    struct promise_type : detail::generator_promise_base {
        std::optional<T> value;

        async_generator get_return_object() {
            return async_generator(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always yield_value(T next) noexcept(std::is_nothrow_move_constructible_v<T>) {
            value.emplace(std::move(next));
            return {};
        }
    };

    using value_type = T;

    async_generator() = default;
    async_generator(async_generator&& other) noexcept
        : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
    async_generator& operator=(async_generator&& other) noexcept {
        if (this != &other) {
            if (coroutine_) coroutine_.destroy();
            coroutine_ = std::exchange(other.coroutine_, nullptr);
        }
        return *this;
    }
    ~async_generator() {
        if (coroutine_) coroutine_.destroy();
    }

    /// The next value; nothing at the end of the sequence, and ever after (also after an exception, and for
    /// an empty or moved-from generator). Throws what the coroutine throws. Cancellation: reaches whatever
    /// the coroutine awaits.
    boost::asio::awaitable<std::optional<T>> next() {
        if (!coroutine_ || coroutine_.done()) co_return std::nullopt;
        promise_type& promise = coroutine_.promise();
        promise.executor = co_await boost::asio::this_coro::executor;
        promise.value.reset();
        coroutine_.resume();
        while (promise.work) {
            boost::asio::awaitable<void> work = std::move(*promise.work);
            promise.work.reset();
            co_await std::move(work);
            coroutine_.resume();
        }
        if (promise.failure) std::rethrow_exception(std::exchange(promise.failure, nullptr));
        co_return std::move(promise.value);
    }

  private:
    explicit async_generator(std::coroutine_handle<promise_type> coroutine) noexcept
        : coroutine_(coroutine) {}

    std::coroutine_handle<promise_type> coroutine_ = nullptr;
};

}  // namespace coaws
