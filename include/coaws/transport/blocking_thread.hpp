// A thread for the few things that can't be asynchronous: file reads, waiting for child processes.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace coaws::transport {

namespace asio = boost::asio;

namespace detail {

/// Something to do on the helper thread.
class blocking_job {
  public:
    virtual ~blocking_job() = default;
    virtual void execute() noexcept = 0;
};

/// A function and what came of it.
template <class F>
class function_job final : public blocking_job {
  public:
    using result_type = std::invoke_result_t<F&>;
    static_assert(!std::is_reference_v<result_type>, "the function must give a value");

    explicit function_job(F f) : function_(std::move(f)) {}

    void execute() noexcept override {
        try {
            if constexpr (std::is_void_v<result_type>)
                (*function_)();
            else
                result_.emplace((*function_)());
        } catch (...) {
            failure_ = std::current_exception();
        }
        function_.reset();
    }

    /// The result, once; throws what the function threw.
    result_type take() {
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
        if constexpr (!std::is_void_v<result_type>) return std::move(*result_);
    }

  private:
    struct nothing {};
    std::optional<F> function_;
    std::optional<std::conditional_t<std::is_void_v<result_type>, nothing, result_type>> result_;
    std::exception_ptr failure_;
};

}  // namespace detail

/// One thread with a queue, started on first use, on which blocking functions run one after the other while
/// coroutines wait for them.
///
/// Thread-safe. Destroying it returns at once: what is queued is still done, then the thread ends. Execution
/// contexts may be destroyed while functions run; those who waited on them are dropped with their context, as
/// with any Asio operation.
class blocking_thread {
  public:
    blocking_thread();
    ~blocking_thread();
    blocking_thread(blocking_thread const&) = delete;
    blocking_thread& operator=(blocking_thread const&) = delete;

    /// The one that the library shares. It is never destroyed, so it may be used at any time, after main too.
    static std::shared_ptr<blocking_thread> const& process_wide();

    /// Runs `f()` on the thread and gives its result on the awaiting coroutine's executor; what it throws is
    /// thrown here. Cancellation (any kind) ends the wait with operation_aborted
    /// (`boost::system::system_error`) at once, while the function still runs to its end and its result is
    /// dropped: it must own or share all that it touches. Throws system_error when the thread can't be
    /// started.
    template <class F>
    asio::awaitable<std::invoke_result_t<F&>> run(F f) {
        auto job = std::make_shared<detail::function_job<F>>(std::move(f));
        auto done = wait_for(job);
        co_await std::move(done);
        co_return job->take();
    }

    /// Whether the thread has been started.
    bool started() const noexcept;

  private:
    struct queue_state;

    asio::awaitable<void> wait_for(std::shared_ptr<detail::blocking_job> job);

    std::shared_ptr<queue_state> queue_;
};

}  // namespace coaws::transport
