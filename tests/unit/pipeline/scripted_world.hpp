// Ports that follow a script: no socket, no sleep, no chance.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/ports.hpp>
#include <coaws/transport/memory_ports.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coaws::testing_support {

namespace asio = boost::asio;

/// Answers requests in order; a step is a response or throws.
class scripted_transport final : public pipeline::transport {
  public:
    using step = std::function<http::response()>;

    void reply(unsigned status, std::string body = {}, std::vector<http::field> headers = {}) {
        steps_.push_back([=] {
            http::response r;
            r.status = status;
            r.body = body;
            for (auto const& f : headers) r.headers.add(f.name, f.value);
            return r;
        });
    }
    /// Any other answer, e.g. one with a stream.
    void answer(step with) { steps_.push_back(std::move(with)); }
    template <class E>
    void fail(E failure) {
        steps_.push_back([failure]() -> http::response { throw failure; });
    }

    asio::awaitable<http::response> send(http::request const& request,
                                         pipeline::send_options options) override {
        requests.push_back(request);
        sent_with.push_back(options);
        if (steps_.empty()) throw error("the script has ended");
        auto step = std::move(steps_.front());
        steps_.pop_front();
        co_return step();
    }
    void close() noexcept override {}

    std::vector<http::request> requests;
    std::vector<pipeline::send_options> sent_with;

  private:
    std::deque<step> steps_;
};

/// A clock that moves only while somebody sleeps.
class scripted_clock final : public pipeline::clock {
  public:
    timestamp now() const override { return now_; }
    asio::awaitable<void> sleep(std::chrono::nanoseconds duration) override {
        slept.push_back(std::chrono::duration<double>(duration).count());
        now_ += std::chrono::round<std::chrono::microseconds>(duration);
        co_return;
    }

    std::vector<double> slept;

  private:
    timestamp now_ = timestamp(std::chrono::seconds(1714979289));  // 2024-05-06T07:08:09Z
};

class fixed_randomness final : public pipeline::randomness {
  public:
    double uniform() override { return 0.5; }
    std::string uuid4() override { return "11111111-2222-4333-8444-555555555555"; }
};

/// Credentials that never change, or none.
class fixed_identity final : public pipeline::identity_source {
  public:
    explicit fixed_identity(std::shared_ptr<credentials const> keys) : keys_(std::move(keys)) {}
    asio::awaitable<std::shared_ptr<credentials const>> resolve() override { co_return keys_; }

  private:
    std::shared_ptr<credentials const> keys_;
};

/// A bearer token that never changes.
class fixed_token final : public pipeline::token_source {
  public:
    explicit fixed_token(std::string text) : token_(std::make_shared<auth_token const>(std::move(text))) {}
    asio::awaitable<std::shared_ptr<auth_token const>> resolve() override { co_return token_; }

  private:
    std::shared_ptr<auth_token const> token_;
};

/// All of them together.
struct scripted_world {
    std::shared_ptr<scripted_transport> http = std::make_shared<scripted_transport>();
    std::shared_ptr<scripted_clock> clock = std::make_shared<scripted_clock>();
    std::shared_ptr<transport::memory_environment> environment =
        std::make_shared<transport::memory_environment>();
    std::shared_ptr<transport::memory_files> files = std::make_shared<transport::memory_files>();

    pipeline::world ports() const {
        pipeline::world w;
        w.transport = http;
        w.clock = clock;
        w.randomness = std::make_shared<fixed_randomness>();
        w.environment = environment;
        w.files = files;
        return w;
    }
};

}  // namespace coaws::testing_support
