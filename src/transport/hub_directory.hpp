// The hubs of one transport, one for each execution context it is used on.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution_context.hpp>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "transport/hub.hpp"

namespace coaws::transport {

/// Thread-safe. Held by shared_ptr: an execution context that ends takes its hub out again.
class hub_directory : public std::enable_shared_from_this<hub_directory> {
  public:
    explicit hub_directory(hub_limits limits) noexcept : limits_(limits) {}
    ~hub_directory();

    /// The hub of the executor's context, made on first use.
    std::shared_ptr<hub> find(asio::any_io_executor const& executor);
    /// Closes all idle connections.
    void close_idle() noexcept;

  private:
    friend class hub_service;
    void forget(asio::execution_context& context) noexcept;

    hub_limits limits_;
    std::mutex mutex_;
    std::vector<std::pair<asio::execution_context*, std::shared_ptr<hub>>> hubs_;
};

}  // namespace coaws::transport
