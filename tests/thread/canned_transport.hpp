// A transport for tests with many threads: hops to the executor's queue, then gives one fixed response.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coaws/pipeline/ports.hpp>
#include <string>
#include <utility>

namespace coaws::test {

namespace asio = boost::asio;

class canned_transport final : public pipeline::transport {
  public:
    canned_transport(unsigned status, std::string body) : status_(status), body_(std::move(body)) {}

    asio::awaitable<http::response> send(http::request const&, pipeline::send_options) override {
        // Another thread of the context may go on from here.
        co_await asio::post(asio::use_awaitable);
        ++sent_;
        http::response response;
        response.status = status_;
        response.body = body_;
        co_return response;
    }
    void close() noexcept override {}

    unsigned sent() const noexcept { return sent_; }

  private:
    std::atomic<unsigned> sent_ = 0;
    unsigned status_;
    std::string body_;
};

}  // namespace coaws::test
