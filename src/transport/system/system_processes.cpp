// Running children: started on the helper thread, watched on the caller's loop.
#include <algorithm>
#include <array>
#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <coaws/transport/system.hpp>
#include <optional>

#include "transport/system/child_process.hpp"

namespace coaws::transport {
namespace {

using boost::system::error_code;
using detail::child_process;
using strand = asio::strand<asio::any_io_executor>;
using pipe_end = asio::posix::basic_stream_descriptor<strand>;

/// A pipe of the child and what has come out of it.
struct output_pipe {
    pipe_end end;
    std::string text;
    std::array<char, 4096> piece;

    explicit output_pipe(strand const& on) : end(on) {}
};

/// One child from its start to its end. Everything but the beginning happens on its strand.
class child_run : public std::enable_shared_from_this<child_run> {
  public:
    using handler_type = asio::any_completion_handler<void(error_code)>;

    child_run(asio::any_io_executor const& executor, child_process child, std::size_t limit,
              std::shared_ptr<pipeline::process_result> result)
        : strand_(executor),
          child_(std::move(child)),
          result_(std::move(result)),
          limit_(limit),
          out_(strand_),
          err_(strand_),
          ended_(strand_),
          poll_(strand_) {}

    void begin(handler_type handler, asio::any_io_executor executor, asio::cancellation_slot slot) {
        handler_.emplace(std::move(handler));
        executor_ = std::move(executor);
        slot_ = slot;
        if (slot_.is_connected()) {
            slot_.assign([weak = weak_from_this()](asio::cancellation_type) {
                if (auto self = weak.lock()) asio::post(self->strand_, [self] { self->abort(); });
            });
        }
        asio::post(strand_, [self = shared_from_this()] { self->watch(); });
    }

  private:
    void watch() {
        watch_pipe(out_, child_.out);
        watch_pipe(err_, child_.err);
        error_code failed = asio::error::operation_not_supported;
        if (child_.ended) ended_.assign(child_.ended.get(), failed);
        if (!failed) child_.ended.release();
        await_end();
    }

    void watch_pipe(output_pipe& pipe, detail::descriptor& from) {
        error_code failed;
        pipe.end.assign(from.get(), failed);
        if (failed) return finish_one();
        from.release();
        // Cancelled before it began: what the child's own children may write is not waited for.
        if (stopped_) return finish_one();
        read(pipe);
    }

    void read(output_pipe& pipe) {
        auto on_bytes = [self = shared_from_this(), &pipe](error_code failed, std::size_t count) {
            self->take_in(pipe, count);
            if (failed || self->stopped_) {
                error_code ignored;
                pipe.end.close(ignored);
                self->finish_one();
            } else {
                self->read(pipe);
            }
        };
        pipe.end.async_read_some(asio::buffer(pipe.piece), std::move(on_bytes));
    }

    void take_in(output_pipe& pipe, std::size_t count) {
        if (pipe.text.size() + count > limit_) {
            result_->too_long = true;
            stop();
        } else {
            pipe.text.append(pipe.piece.data(), count);
        }
    }

    void await_end() {
        if (auto const status = child_.try_reap()) {
            result_->status = *status;
            return finish_one();
        }
        auto again = [self = shared_from_this()](error_code failed) {
            error_code ignored;
            if (failed && self->ended_.is_open()) self->ended_.close(ignored);
            self->await_end();
        };
        if (ended_.is_open()) return ended_.async_wait(pipe_end::wait_read, std::move(again));
        // No descriptor to wait on: look now and then.
        poll_.expires_after(pause_);
        pause_ = std::min(2 * pause_, longest_pause);
        poll_.async_wait(std::move(again));
    }

    void abort() {
        if (left_ == 0) return;
        aborted_ = true;
        stop();
    }

    /// The end of the child is still waited for, so that no zombie is left. What its own children may write
    /// is not.
    void stop() {
        stopped_ = true;
        child_.kill();
        error_code ignored;
        out_.end.cancel(ignored);
        err_.end.cancel(ignored);
    }

    void finish_one() {
        if (--left_ != 0) return;
        result_->out = std::move(out_.text);
        result_->err = std::move(err_.text);
        error_code outcome;
        if (aborted_) outcome = asio::error::operation_aborted;
        // The slot belongs to the waiter's executor, so it is emptied there.
        auto finish = [handler = std::move(*handler_), slot = slot_, outcome]() mutable {
            if (slot.is_connected()) slot.clear();
            std::move(handler)(outcome);
        };
        auto const executor = std::move(executor_);
        asio::post(executor, std::move(finish));
    }

    static constexpr std::chrono::milliseconds longest_pause{50};

    strand strand_;
    child_process child_;
    std::shared_ptr<pipeline::process_result> result_;
    std::size_t limit_;
    output_pipe out_;
    output_pipe err_;
    pipe_end ended_;
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>,
                               strand>
        poll_;
    std::chrono::milliseconds pause_{1};
    std::optional<handler_type> handler_;  ///< Boost 1.81 can't assign it
    asio::any_io_executor executor_;
    asio::cancellation_slot slot_;
    int left_ = 3;  ///< two pipes and the end
    bool stopped_ = false;
    bool aborted_ = false;
};

/// The coroutine must not own the run: the run owns the coroutine's handler.
asio::awaitable<void> run_to_end(std::shared_ptr<child_run> run) {
    auto initiate = [run = std::move(run)](auto handler) mutable {
        auto const begun = std::move(run);
        auto const executor = asio::get_associated_executor(handler);
        auto const slot = asio::get_associated_cancellation_slot(handler);
        asio::any_io_executor tracked = asio::prefer(executor, asio::execution::outstanding_work.tracked);
        begun->begin(child_run::handler_type(std::move(handler)), std::move(tracked), slot);
    };
    return asio::async_initiate<asio::use_awaitable_t<> const, void(error_code)>(std::move(initiate),
                                                                                 asio::use_awaitable);
}

class system_processes final : public pipeline::processes {
  public:
    explicit system_processes(std::shared_ptr<blocking_thread> thread) : thread_(std::move(thread)) {}

    asio::awaitable<pipeline::process_result> run(pipeline::process_request request) override {
        auto const executor = co_await asio::this_coro::executor;
        auto const limit = request.output_limit;
        // Where this wait is cancelled, the child dies with the job's result.
        auto start = [request = std::move(request)] { return child_process::start(request); };
        auto child = co_await thread_->run(std::move(start));
        auto const result = std::make_shared<pipeline::process_result>();
        auto run = std::make_shared<child_run>(executor, std::move(child), limit, result);
        auto ended = run_to_end(std::move(run));
        co_await std::move(ended);
        co_return std::move(*result);
    }

  private:
    std::shared_ptr<blocking_thread> thread_;
};

}  // namespace

std::shared_ptr<pipeline::processes> make_system_processes(std::shared_ptr<blocking_thread> thread) {
    return std::make_shared<system_processes>(std::move(thread));
}

}  // namespace coaws::transport
