// Ports that follow a script: no socket, no sleep, no chance.
#pragma once

#include <coaws/base/errors.hpp>
#include <coaws/pipeline/ports.hpp>
#include <coaws/testing/fixed_ports.hpp>
#include <coaws/testing/scripted_http.hpp>
#include <coaws/transport/memory_ports.hpp>
#include <memory>

namespace coaws::testing_support {

namespace asio = boost::asio;

using testing::fixed_identity;
using testing::fixed_randomness;

/// A bearer token that never changes.
class fixed_token final : public pipeline::token_source {
  public:
    explicit fixed_token(std::string text) : token_(std::make_shared<auth_token const>(std::move(text))) {}
    asio::awaitable<std::shared_ptr<auth_token const>> resolve() override { co_return token_; }

  private:
    std::shared_ptr<auth_token const> token_;
};

/// The ports apart, for tests below the session; those above have `testing::world`.
struct scripted_world {
    std::shared_ptr<testing::scripted_http> http = std::make_shared<testing::scripted_http>();
    std::shared_ptr<testing::manual_clock> clock = std::make_shared<testing::manual_clock>();
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
