// Where an operation runs that is begun with a completion token.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <type_traits>

namespace boost::asio::detail {

// What use_future's handler is associated with; declared here so that <future> need not be included.
template <typename T, typename Blocking>
class promise_executor;

}  // namespace boost::asio::detail

namespace coaws::detail {

template <class Executor>
constexpr bool is_promise_executor = false;
template <class T, class Blocking>
constexpr bool is_promise_executor<boost::asio::detail::promise_executor<T, Blocking>> = true;

/// The handler's associated executor, else `fallback`. The one that `use_future` brings counts as none: it
/// would run the operation on Asio's system threads, not on the loop of its connection.
template <class Handler>
boost::asio::any_io_executor handler_executor(Handler const& handler,
                                              boost::asio::any_io_executor const& fallback) {
    auto own = boost::asio::get_associated_executor(handler, fallback);
    if constexpr (is_promise_executor<decltype(own)> ||
                  !std::is_convertible_v<decltype(own), boost::asio::any_io_executor>)
        return fallback;
    else
        return own;
}

}  // namespace coaws::detail
