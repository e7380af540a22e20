// Coroutines that wait for the helper thread.
#include "transport/system/wait_registry.hpp"

#include <boost/asio/execution/context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/query.hpp>
#include <utility>

namespace coaws::transport::detail {
namespace {

/// Ends the waits of a context before the context itself ends.
class wait_service final : public asio::execution_context::service {
  public:
    using key_type = wait_service;
    static asio::execution_context::id id;

    explicit wait_service(asio::execution_context& context)
        : service(context), registry_(std::make_shared<wait_registry>()) {}
    std::shared_ptr<wait_registry> const& registry() const noexcept { return registry_; }

  private:
    void shutdown() override { registry_->close(); }

    std::shared_ptr<wait_registry> registry_;
};

asio::execution_context::id wait_service::id;

/// Continues a coroutine on its executor, from outside of the thread that completed the wait.
struct continuation {
    std::unique_ptr<wait_handler> handler;
    asio::cancellation_slot slot;
    boost::system::error_code result;

    continuation(std::unique_ptr<wait_handler> h, asio::cancellation_slot s, boost::system::error_code r)
        : handler(std::move(h)), slot(s), result(r) {}

    void operator()() {
        if (slot.is_connected()) slot.clear();
        handler->resume(result);
    }
};

}  // namespace

bool wait_registry::add(std::shared_ptr<wait_operation> const& operation) {
    std::lock_guard lock(guard_);
    if (open_) waiting_.emplace(operation.get(), operation);
    return open_;
}

void wait_registry::complete(wait_operation& operation, boost::system::error_code result) noexcept {
    std::shared_ptr<wait_operation> keep;
    std::lock_guard lock(guard_);
    auto it = waiting_.find(&operation);
    if (it == waiting_.end()) return;
    keep = std::move(it->second);
    waiting_.erase(it);
    // The work goes last: without it the context could end between its release and the post.
    auto work = std::exchange(operation.work, {});
    asio::post(work, continuation(std::move(operation.handler), operation.slot, result));
}

void wait_registry::close() noexcept {
    std::unordered_map<wait_operation*, std::shared_ptr<wait_operation>> dropped;
    {
        std::lock_guard lock(guard_);
        open_ = false;
        dropped.swap(waiting_);
    }
    // Outside of the lock: this destroys coroutines, which may do anything.
    for (auto const& [key, operation] : dropped) {
        auto const handler = std::move(operation->handler);
        operation->work = {};
    }
}

std::shared_ptr<wait_registry> wait_registry::of(asio::any_io_executor const& executor) {
    auto& context = asio::query(executor, asio::execution::context);
    return asio::use_service<wait_service>(context).registry();
}

}  // namespace coaws::transport::detail
