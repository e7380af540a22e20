// What the programs in this folder run on: a session over scripted ports and the tests' own models.
#pragma once

#include "../../unit/pipeline/scripted_world.hpp"

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/coaws.hpp>
#include <cstdlib>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace api {

namespace asio = boost::asio;

/// What most programs give to co_spawn.
inline void rethrow(std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
}

/// A response body that arrives in small pieces.
class trickle final : public coaws::pipeline::incoming_body {
  public:
    explicit trickle(std::string bytes) : bytes_(std::move(bytes)) {}
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        auto const count =
            bytes_.copy(static_cast<char*>(buffer.data()), std::min<std::size_t>(buffer.size(), 3), at_);
        at_ += count;
        co_return count;
    }
    std::optional<std::uint64_t> content_length() const noexcept override { return bytes_.size(); }
    void close() noexcept override {}

  private:
    std::string bytes_;
    std::size_t at_ = 0;
};

/// Answers by a script; streams where that is asked for, and reads the bodies it is sent.
class script final : public coaws::pipeline::transport {
  public:
    void reply(unsigned status, std::string body = {}, std::vector<coaws::http::field> headers = {}) {
        steps_.push_back([=] {
            coaws::http::response r;
            r.status = status;
            r.body = body;
            for (auto const& f : headers) r.headers.add(f.name, f.value);
            return r;
        });
    }
    template <class E>
    void fail(E failure) {
        steps_.push_back([failure]() -> coaws::http::response { throw failure; });
    }
    void clear() { steps_.clear(); }

    asio::awaitable<coaws::http::response> send(coaws::http::request const& request,
                                                coaws::pipeline::send_options options) override {
        requests.push_back(request);
        co_await receive(request.body);
        if (steps_.empty()) throw coaws::error("the script has ended");
        auto step = std::move(steps_.front());
        steps_.pop_front();
        auto response = step();
        if (options.stream_response && response.status < 300) {
            response.stream = std::make_shared<trickle>(std::move(response.body));
            response.body.clear();
        }
        co_return response;
    }
    void close() noexcept override {}

    std::vector<coaws::http::request> requests;
    std::vector<std::string> bodies;  ///< as received

  private:
    asio::awaitable<void> receive(coaws::body const& body) {
        std::string received;
        if (auto const bytes = body.in_memory()) received = *bytes;
        if (auto const* from = body.as_source()) {
            auto const source = from->factory();
            char room[7];
            while (auto const count = co_await source->read_some(asio::buffer(room)))
                received.append(room, count);
        }
        bodies.push_back(std::move(received));
    }

    std::deque<std::function<coaws::http::response()>> steps_;
};

/// A program's world: a loop, an environment with keys and a region, and the script.
struct program {
    program() {
        world.environment->set_home("/me");
        world.environment->set("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        world.environment->set("AWS_SECRET_ACCESS_KEY", "secret");
        world.environment->set("AWS_REGION", "eu-west-1");
    }

    script& http() { return *transport; }
    static std::string own_models() {
        char const* data = std::getenv("COAWS_TEST_DATA");
        return std::string(data != nullptr ? data : "tests/data") + "/models";
    }
    coaws::session_options options(std::string models = own_models()) const {
        auto ports = world.ports();
        ports.transport = transport;
        return coaws::session_options().with_world(std::move(ports)).with_model_path(std::move(models));
    }
    coaws::session session() const { return coaws::session(options()); }
    coaws::client client(std::string service = "parcels") {
        auto const from = session();
        return run(from.client(std::move(service)));
    }

    template <class T>
    T run(asio::awaitable<T> work) {
        std::optional<T> out;
        asio::co_spawn(io, std::move(work), [&](std::exception_ptr failure, T value) {
            rethrow(failure);
            out.emplace(std::move(value));
        });
        io.restart();
        io.run();
        return std::move(out.value());
    }
    void run(asio::awaitable<void> work) {
        asio::co_spawn(io, std::move(work), rethrow);
        io.restart();
        io.run();
    }

    coaws::testing_support::scripted_world world;
    std::shared_ptr<script> transport = std::make_shared<script>();
    asio::io_context io;
};

/// Parameters that fit `SendParcel`.
inline coaws::value small_parcel() {
    return coaws::args("Size", "SMALL", "To", coaws::args("Street", "Main"));
}

}  // namespace api
