// The helper thread.
#include <pthread.h>
#include <signal.h>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coaws/transport/blocking_thread.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

#include "transport/system/wait_registry.hpp"

namespace coaws::transport {
namespace {

using boost::system::error_code;
using detail::wait_operation;
using detail::wait_registry;

/// Keeps signals away from threads started in its scope: they belong to the program's own threads.
class signals_blocked {
  public:
    signals_blocked() {
        sigset_t all;
        sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    signals_blocked(signals_blocked const&) = delete;
    signals_blocked& operator=(signals_blocked const&) = delete;
    ~signals_blocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  private:
    sigset_t before_;
};

/// Ends a wait when its coroutine is cancelled.
struct cancel_wait {
    std::weak_ptr<wait_operation> waiting;

    explicit cancel_wait(std::shared_ptr<wait_operation> const& operation) : waiting(operation) {}
    void operator()(asio::cancellation_type) const {
        if (auto operation = waiting.lock())
            operation->registry->complete(*operation, asio::error::operation_aborted);
    }
};

}  // namespace

/// Shared by the owner and the thread, so that either may end first.
struct blocking_thread::queue_state {
    std::mutex guard;
    std::condition_variable changed;
    std::deque<std::shared_ptr<wait_operation>> jobs;
    bool started = false;
    bool stopping = false;

    /// Queues a job; starts the thread when there is none yet. Throws system_error when that fails.
    static void push(std::shared_ptr<queue_state> const& self, std::shared_ptr<wait_operation> operation) {
        std::lock_guard lock(self->guard);
        if (!self->started) {
            signals_blocked for_the_thread;
            std::thread(work, self).detach();
            self->started = true;
        }
        self->jobs.push_back(std::move(operation));
        self->changed.notify_one();
    }

    static void work(std::shared_ptr<queue_state> self) {
        while (auto operation = self->next()) {
            operation->job->execute();
            operation->registry->complete(*operation, error_code());
        }
    }

    /// The next job, or null when there will be none.
    std::shared_ptr<wait_operation> next() {
        std::unique_lock lock(guard);
        changed.wait(lock, [this] { return stopping || !jobs.empty(); });
        if (jobs.empty()) return nullptr;
        auto operation = std::move(jobs.front());
        jobs.pop_front();
        return operation;
    }
};

namespace {

/// A coroutine's handler, erased.
template <class Handler>
class resume_handler final : public detail::wait_handler {
  public:
    explicit resume_handler(Handler handler) : handler_(std::move(handler)) {}
    void resume(error_code result) override { std::move(handler_)(result); }

  private:
    Handler handler_;
};

/// Begins a wait: registers the coroutine's handler, then queues the job.
template <class Push>
struct start_wait {
    Push push;

    explicit start_wait(Push p) : push(std::move(p)) {}

    template <class Handler>
    void operator()(Handler&& handler, std::shared_ptr<wait_operation> operation) const {
        operation->slot = asio::get_associated_cancellation_slot(handler);
        operation->handler =
            std::make_unique<resume_handler<std::decay_t<Handler>>>(std::forward<Handler>(handler));
        if (!operation->registry->add(operation)) return;
        if (operation->slot.is_connected())
            operation->slot.template emplace<cancel_wait>(cancel_wait(operation));
        try {
            push(operation);
        } catch (std::system_error const& e) {
            operation->registry->complete(*operation, error_code(e.code()));
        } catch (...) {
            operation->registry->complete(*operation, asio::error::no_memory);
        }
    }
};

}  // namespace

blocking_thread::blocking_thread() : queue_(std::make_shared<queue_state>()) {}

blocking_thread::~blocking_thread() {
    std::lock_guard lock(queue_->guard);
    queue_->stopping = true;
    queue_->changed.notify_one();
}

std::shared_ptr<blocking_thread> const& blocking_thread::process_wide() {
    static auto const* const shared =
        new std::shared_ptr<blocking_thread>(std::make_shared<blocking_thread>());
    return *shared;
}

bool blocking_thread::started() const noexcept {
    std::lock_guard lock(queue_->guard);
    return queue_->started;
}

asio::awaitable<void> blocking_thread::wait_for(std::shared_ptr<detail::blocking_job> job) {
    auto queue = queue_;
    auto const executor = co_await asio::this_coro::executor;
    auto operation = std::make_shared<wait_operation>();
    operation->job = std::move(job);
    operation->registry = wait_registry::of(executor);
    operation->work = asio::prefer(executor, asio::execution::outstanding_work.tracked);

    auto push = [queue](std::shared_ptr<wait_operation> next) { queue_state::push(queue, std::move(next)); };
    start_wait start(std::move(push));
    asio::use_awaitable_t<> token;
    auto done =
        asio::async_initiate<asio::use_awaitable_t<>, void(error_code)>(start, token, std::move(operation));
    co_await std::move(done);
}

}  // namespace coaws::transport
