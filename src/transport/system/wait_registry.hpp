// Coroutines that wait for the helper thread, by the execution context that they wait on.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/system/error_code.hpp>
#include <coaws/transport/blocking_thread.hpp>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace coaws::transport::detail {

/// What goes on after a wait. Own erasure: Boost 1.81's any_completion_handler recurses without end when it
/// is copied.
class wait_handler {
  public:
    virtual ~wait_handler() = default;
    /// Once, and then destroyed.
    virtual void resume(boost::system::error_code result) = 0;
};

class wait_registry;

/// One wait: a job, and the coroutine that goes on after it. The coroutine's part is guarded by its registry
/// and taken out exactly once: by the job's end, by cancellation, or by the end of the execution context.
struct wait_operation {
    std::shared_ptr<blocking_job> job;
    std::shared_ptr<wait_registry> registry;
    std::unique_ptr<wait_handler> handler;
    asio::any_io_executor work;  ///< counts as outstanding work of its context
    asio::cancellation_slot slot;

    wait_operation() = default;
};

/// The waits on one execution context. The helper thread may only touch the context while this is open, so
/// completions are posted under the lock that closing takes.
class wait_registry {
  public:
    /// Registers a wait; false when the context is going away.
    bool add(std::shared_ptr<wait_operation> const& operation);
    /// Posts the coroutine's continuation, if nobody has done so before. From any thread.
    void complete(wait_operation& operation, boost::system::error_code result) noexcept;
    /// Drops all waits and refuses new ones.
    void close() noexcept;

    /// The registry of an executor's context, made on first use.
    static std::shared_ptr<wait_registry> of(asio::any_io_executor const& executor);

  private:
    std::mutex guard_;
    bool open_ = true;
    std::unordered_map<wait_operation*, std::shared_ptr<wait_operation>> waiting_;
};

}  // namespace coaws::transport::detail
