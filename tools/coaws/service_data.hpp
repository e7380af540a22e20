// What the commands must know of a service beside its operations: how it pages, what its waiters ask.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/client.hpp>
#include <memory>
#include <optional>
#include <string>

#include "parameters.hpp"

namespace cli {

/// The members through which an operation (CamelCase) pages; nothing when it does not.
boost::asio::awaitable<std::optional<paging_members>> find_paging(coaws::client service,
                                                                  std::string operation);

/// The service's waiters, null when it has none.
boost::asio::awaitable<std::shared_ptr<coaws::waiter_model const>> find_waiters(coaws::client service);

}  // namespace cli
