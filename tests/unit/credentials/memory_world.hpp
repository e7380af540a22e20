// The world of a credentials test: scripted responses, a clock that only sleeping moves, and a configuration
// in memory.
#pragma once

#include <coaws/base/errors.hpp>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/provider.hpp>
#include <coaws/testing/fixed_ports.hpp>
#include <coaws/testing/scripted_http.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>
#include <cstdlib>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include "../config/memory_ports.hpp"

namespace coaws::test {

using testing::fixed_randomness;
using testing::http_failure;
using testing::manual_clock;
using testing::scripted_http;

/// Ends commands as a script says and records them.
class scripted_processes final : public pipeline::processes {
  public:
    asio::awaitable<pipeline::process_result> run(pipeline::process_request request) override {
        commands.push_back(std::move(request.command));
        if (script.empty()) throw error("the script has ended");
        auto result = std::move(script.front());
        script.pop_front();
        co_return result;
    }
    scripted_processes& print(std::string out, int status = 0, std::string err = {}) {
        pipeline::process_result result;
        result.status = status;
        result.out = std::move(out);
        result.err = std::move(err);
        script.push_back(std::move(result));
        return *this;
    }

    std::deque<pipeline::process_result> script;
    std::vector<std::vector<std::string>> commands;
};

/// A call of a service, as it was made.
struct recorded_call {
    std::string service;
    std::string operation;
    value params;
    nested_client_options client;

    recorded_call() = default;
};

/// Clients that answer from one script and record what they were asked.
class scripted_clients final : public client_factory, public std::enable_shared_from_this<scripted_clients> {
  public:
    asio::awaitable<std::shared_ptr<pipeline::invoker const>> make(std::string service,
                                                                   nested_client_options options) override {
        co_return std::make_shared<scripted_invoker>(shared_from_this(), std::move(service),
                                                     std::move(options));
    }
    scripted_clients& reply(std::string json) {
        script.push_back(result<value>(from_json(json)));
        return *this;
    }
    scripted_clients& refuse(std::string code, std::string more = "{}") {
        auto response = from_json(more);
        response["Error"] = args("Code", code, "Message", "no");
        script.push_back(result<value>(client_error("Op", std::move(response), code)));
        return *this;
    }
    template <class Error>
    scripted_clients& fail(Error failure) {
        script.push_back(result<value>(failure));
        return *this;
    }

    std::deque<result<value>> script;
    std::vector<recorded_call> calls;

  private:
    class scripted_invoker final : public pipeline::invoker {
      public:
        scripted_invoker(std::shared_ptr<scripted_clients> owner, std::string service,
                         nested_client_options options)
            : owner_(std::move(owner)), service_(std::move(service)), options_(std::move(options)) {}
        service_schema const& service() const noexcept override { std::abort(); }
        pipeline::clock& clock() const noexcept override { std::abort(); }
        asio::awaitable<result<value>> invoke(std::string_view operation, value params,
                                              call_options) const override {
            recorded_call call;
            call.service = service_;
            call.operation = operation;
            call.params = std::move(params);
            call.client = options_;
            owner_->calls.push_back(std::move(call));
            if (owner_->script.empty()) throw error("the script has ended");
            auto answer = std::move(owner_->script.front());
            owner_->script.pop_front();
            co_return answer;
        }

      private:
        std::shared_ptr<scripted_clients> owner_;
        std::string service_;
        nested_client_options options_;
    };
};

/// All ports of a test; files are read again whenever a context is made.
struct memory_world {
    std::shared_ptr<scripted_http> transport = std::make_shared<scripted_http>();
    std::shared_ptr<manual_clock> clock = std::make_shared<manual_clock>();
    std::shared_ptr<memory_environment> environment = std::make_shared<memory_environment>();
    std::shared_ptr<memory_files> files = std::make_shared<memory_files>();
    std::shared_ptr<scripted_processes> processes = std::make_shared<scripted_processes>();
    std::shared_ptr<scripted_clients> clients = std::make_shared<scripted_clients>();
    std::shared_ptr<credential_cache> cache = make_memory_credential_cache();
    mfa_prompt ask_mfa;
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
        ports.processes = processes;
        auto store = run(config::load(environment, files, options));
        auto parse = [](std::string_view text, std::string const& path) {
            return config::parse_ini(text, path);
        };
        provider_context made(std::move(ports), make_credential_configuration(std::move(store), parse));
        made.clients = clients;
        made.cache = cache;
        made.ask_mfa = ask_mfa;
        return made;
    }

    std::optional<credentials> load(credential_provider& provider) const {
        auto in = context();
        provider.prepare(in);
        return run(provider.load(in));
    }
    std::optional<credentials> refresh(credential_provider& provider) const {
        auto in = context();
        return run(provider.refresh(in));
    }
    std::optional<found_credentials> load(credential_chain const& chain) const {
        auto in = context();
        return run(chain.load(in));
    }
};

/// The text of the error that `f` throws; empty when it throws none.
template <class F>
std::string message_of(F&& f) {
    try {
        f();
    } catch (error const& failure) {
        return std::string(failure.type()) + ": " + failure.what();
    }
    return {};
}

}  // namespace coaws::test
