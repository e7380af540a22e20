// Running a coroutine to its end.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace coaws::conformance {

/// Runs a task on an io_context of its own. Throws what it throws.
void run_task(boost::asio::awaitable<void> task);

}  // namespace coaws::conformance
