// Response bodies that arrive as a script tells.
#pragma once

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <coaws/testing/scripted_http.hpp>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coaws::testing_support {

namespace asio = boost::asio;

/// A body on its connection that gives its pieces, then does what it is told: ends, fails, or waits for ever.
class scripted_stream final : public pipeline::incoming_body {
  public:
    using last_step = std::function<asio::awaitable<std::size_t>()>;

    explicit scripted_stream(std::vector<std::string> pieces, last_step last = nothing)
        : pieces_(std::move(pieces)), last_(std::move(last)) {}

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        ++reads;
        largest = std::max(largest, buffer.size());
        if (next_ == pieces_.size()) co_return co_await last_();
        std::string& piece = pieces_[next_];
        auto const count = std::min(buffer.size(), piece.size());
        std::memcpy(buffer.data(), piece.data(), count);
        piece.erase(0, count);
        if (piece.empty()) ++next_;
        co_return count;
    }
    std::optional<std::uint64_t> content_length() const noexcept override { return std::nullopt; }
    void close() noexcept override { closed = true; }

    static asio::awaitable<std::size_t> nothing() { co_return 0; }
    static asio::awaitable<std::size_t> fail() { throw read_timeout_error("https://events.example.com"); }
    static asio::awaitable<std::size_t> wait() {
        asio::steady_timer never(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
        co_await never.async_wait(asio::use_awaitable);
        co_return 0;
    }

    int reads = 0;
    std::size_t largest = 0;
    bool closed = false;

  private:
    std::vector<std::string> pieces_;
    std::size_t next_ = 0;
    last_step last_;
};

/// The next answer is a success that streams these pieces. Its header `x-session` is `s-1`.
inline std::shared_ptr<scripted_stream> answer_with_stream(
    testing::scripted_http& http, std::vector<std::string> pieces,
    scripted_stream::last_step last = scripted_stream::nothing) {
    auto made = std::make_shared<scripted_stream>(std::move(pieces), std::move(last));
    http.answer([made] {
        http::response r;
        r.status = 200;
        r.headers.add("x-session", "s-1");
        r.stream = made;
        return r;
    });
    return made;
}

}  // namespace coaws::testing_support
