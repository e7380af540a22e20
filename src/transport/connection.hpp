// One connection to a server: a socket, TLS where asked for, and the bytes read ahead.
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "transport/input_buffer.hpp"
#include "transport/tls_session.hpp"

namespace coaws::transport {

namespace asio = boost::asio;
using boost::system::error_code;
using steady = std::chrono::steady_clock;

/// What one read or write came to.
struct io_result {
    error_code error;
    std::size_t count = 0;

    io_result() = default;
};

/// Used by one exchange at a time. Its watcher (see hub) may shut the socket down from another thread while
/// the connection is watched; everything else belongs to the exchange.
class connection {
  public:
    explicit connection(asio::any_io_executor const& executor) : socket_(std::in_place, executor) {}

    asio::ip::tcp::socket& socket() noexcept { return *socket_; }
    /// False once the execution context has gone: nothing can be done with the connection any more.
    bool usable() const noexcept { return socket_.has_value(); }

    /// Receives plain bytes, decrypted where the connection has TLS; `count` 0 without error: the peer has
    /// ended.
    asio::awaitable<io_result> read_some(asio::mutable_buffer into);
    /// Sends what the kernel takes at once, without waiting. Both parts are plain bytes; the views move
    /// behind what was taken. Not for TLS.
    error_code send_now(std::string_view& first, std::string_view& second);
    /// Sends all of these bytes as they are.
    asio::awaitable<io_result> write_raw(std::string_view bytes);
    /// Sends the TLS session's pending records.
    asio::awaitable<io_result> flush_tls();
    /// Moves what the kernel has at hand into `in`, without waiting. An error, or end (asio::error::eof), or
    /// nothing there (asio::error::would_block).
    error_code poll_input();
    /// Whether the watcher has shut the connection down.
    bool timed_out() const noexcept { return timed_out_.load(std::memory_order_acquire); }

    std::unique_ptr<tls_session> tls;
    /// Plain bytes received and not yet used.
    input_buffer in;
    /// The request head being sent.
    std::string head;

  private:
    friend class hub;
    friend class lease;
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    error_code receive_now(std::span<char> into, std::size_t& count);

    std::optional<asio::ip::tcp::socket> socket_;
    std::atomic<steady::rep> deadline_{0};
    std::atomic<bool> timed_out_{false};
    // The rest is guarded by the hub's mutex.
    std::size_t watch_index_ = nowhere;
    std::size_t open_index_ = nowhere;
    steady::time_point idle_since_{};
};

}  // namespace coaws::transport
