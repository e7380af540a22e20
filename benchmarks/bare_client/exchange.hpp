// One connection of the bare client.
#pragma once

#include "prepared.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <vector>

namespace bare {

/// A kept-alive connection with its buffers, used by one worker.
class connection {
  public:
    explicit connection(boost::asio::any_io_executor executor) : socket_(std::move(executor)) {}

    boost::asio::awaitable<void> open(boost::asio::ip::tcp::endpoint peer);
    /// Sends the prepared bytes and reads the response to its end. Large bodies go from the socket straight
    /// into one buffer of a mebibyte; a listing also goes through expat with handlers that only count. Throws
    /// when the response is no 200 or its body is not as long as expected.
    boost::asio::awaitable<void> run(prepared const& request);

  private:
    boost::asio::awaitable<std::uint64_t> skip_body(std::uint64_t left);
    boost::asio::awaitable<void> run_small(prepared const& request);
    boost::asio::awaitable<void> run_download(prepared const& request);

    boost::asio::ip::tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
    std::vector<char> room_;
};

}  // namespace bare
