// Running a coroutine to its end.
#include "run_task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>

namespace coaws::conformance {

void run_task(boost::asio::awaitable<void> task) {
    boost::asio::io_context context(1);
    std::exception_ptr failure;
    auto finish = [&failure](std::exception_ptr thrown) { failure = std::move(thrown); };
    boost::asio::co_spawn(context, std::move(task), std::move(finish));
    context.run();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace coaws::conformance
