// The world of a credentials test: scripted responses, a clock that only sleeping moves, and a configuration
// in memory.
#pragma once

#include <coaws/base/errors.hpp>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/provider.hpp>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include "../config/memory_ports.hpp"

namespace coaws::test {

/// Answers requests from a script and records them.
class scripted_transport final : public pipeline::transport {
  public:
    using step = std::function<http::response(http::request const&)>;

    asio::awaitable<http::response> send(http::request const& request,
                                         pipeline::send_options options) override {
        requests.push_back(request);
        read_timeouts.push_back(options.read_timeout);
        if (script.empty()) throw error("the script has ended");
        auto const next = std::move(script.front());
        script.pop_front();
        co_return next(request);
    }
    void close() noexcept override {}

    scripted_transport& reply(unsigned status, std::string text = {}) {
        script.push_back([=](http::request const&) {
            http::response response;
            response.status = status;
            response.body = text;
            return response;
        });
        return *this;
    }
    template <class Error>
    scripted_transport& fail() {
        script.push_back(
            [](http::request const& request) -> http::response { throw Error(request.url.str()); });
        return *this;
    }

    std::deque<step> script;
    std::vector<http::request> requests;
    std::vector<std::optional<std::chrono::nanoseconds>> read_timeouts;
};

class manual_clock final : public pipeline::clock {
  public:
    timestamp now() const override { return time; }
    asio::awaitable<void> sleep(std::chrono::nanoseconds duration) override {
        slept.push_back(duration);
        time += std::chrono::duration_cast<std::chrono::microseconds>(duration);
        co_return;
    }

    timestamp time = *parse_timestamp("2024-05-06T07:08:09Z");
    std::vector<std::chrono::nanoseconds> slept;
};

class fixed_randomness final : public pipeline::randomness {
  public:
    double uniform() override { return 0.5; }
    std::string uuid4() override { return "11111111-2222-4333-8444-555555555555"; }
};

/// All ports of a test; files are read again whenever a context is made.
struct memory_world {
    std::shared_ptr<scripted_transport> transport = std::make_shared<scripted_transport>();
    std::shared_ptr<manual_clock> clock = std::make_shared<manual_clock>();
    std::shared_ptr<memory_environment> environment = std::make_shared<memory_environment>();
    std::shared_ptr<memory_files> files = std::make_shared<memory_files>();
    config::load_options options;

    void env(std::string name, std::string text) { environment->set(std::move(name), std::move(text)); }
    void config_file(std::string text) { files->set("/u/me/.aws/config", std::move(text)); }
    void credentials_file(std::string text) { files->set("/u/me/.aws/credentials", std::move(text)); }
    void choose_profile(std::string name) { options.overrides["profile"] = std::move(name); }

    provider_context context() const {
        pipeline::world ports;
        ports.transport = transport;
        ports.clock = clock;
        ports.randomness = std::make_shared<fixed_randomness>();
        ports.environment = environment;
        ports.files = files;
        auto store = run(config::load(environment, files, options));
        auto parse = [](std::string_view text, std::string const& path) {
            return config::parse_ini(text, path);
        };
        return provider_context(std::move(ports), make_credential_configuration(std::move(store), parse));
    }

    std::optional<credentials> load(credential_provider& provider) const {
        auto in = context();
        provider.prepare(in);
        return run(provider.load(in));
    }
    std::optional<found_credentials> load(credential_chain const& chain) const {
        auto in = context();
        return run(chain.load(in));
    }
};

}  // namespace coaws::test
