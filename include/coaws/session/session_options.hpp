// How a session differs from the usual one.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <coaws/config/variables.hpp>
#include <coaws/credentials/cache.hpp>
#include <coaws/credentials/provider.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/ports.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coaws {

/// How a session differs from the usual one. All unset by default.
class session_options {
  public:
    session_options() = default;

    /// The profile to use; wins over AWS_PROFILE, and keeps environment credentials out (CRED-03).
    session_options& with_profile(std::string name) & {
        profile = std::move(name);
        return *this;
    }
    session_options&& with_profile(std::string name) && { return std::move(with_profile(std::move(name))); }
    /// Where handlers of `async_call` run that have no executor of their own.
    session_options& with_executor(asio::any_io_executor where) & {
        executor = std::move(where);
        return *this;
    }
    session_options&& with_executor(asio::any_io_executor where) && {
        return std::move(with_executor(std::move(where)));
    }
    /// A folder of service models, searched before all others; may be given several times.
    session_options& with_model_path(std::string folder) & {
        model_paths.push_back(std::move(folder));
        return *this;
    }
    session_options&& with_model_path(std::string folder) && {
        return std::move(with_model_path(std::move(folder)));
    }
    /// Whether environment variables are looked at; they are by default.
    session_options& with_environment(bool on) & {
        read_environment = on;
        return *this;
    }
    session_options&& with_environment(bool on) && { return std::move(with_environment(on)); }
    /// Whether the shared configuration and credentials files are read; they are by default.
    session_options& with_shared_files(bool on) & {
        read_shared_files = on;
        return *this;
    }
    session_options&& with_shared_files(bool on) && { return std::move(with_shared_files(on)); }
    /// Replaces some or all of the ports to the world; null ones stay the usual (for tests and special
    /// environments). A transport given here serves every client of the session, whatever its connection
    /// options.
    session_options& with_world(pipeline::world ports) & {
        world = std::move(ports);
        return *this;
    }
    session_options&& with_world(pipeline::world ports) && { return std::move(with_world(std::move(ports))); }

    /// Where credentials of roles are kept between searches; by default in memory, for this session alone.
    /// `make_file_credential_cache` shares them with other programs (CRED-16).
    session_options& with_credential_cache(std::shared_ptr<credential_cache> cache) & {
        role_cache = std::move(cache);
        return *this;
    }
    session_options&& with_credential_cache(std::shared_ptr<credential_cache> cache) && {
        return std::move(with_credential_cache(std::move(cache)));
    }
    /// Asks the user for the one-time code of a role with `mfa_serial`; without one such roles are refused
    /// (CRED-29). Runs on the executor of the search.
    session_options& with_mfa_prompt(mfa_prompt prompt) & {
        ask_mfa = std::move(prompt);
        return *this;
    }
    session_options&& with_mfa_prompt(mfa_prompt prompt) && {
        return std::move(with_mfa_prompt(std::move(prompt)));
    }

    /// A session variable of one's own, or a built-in one that is to be looked for elsewhere (SESS-01); may
    /// be given several times.
    session_options& with_variable(config::variable defined) & {
        variables.push_back(std::move(defined));
        return *this;
    }
    session_options&& with_variable(config::variable defined) && {
        return std::move(with_variable(std::move(defined)));
    }
    /// The emitter that the session registers its handlers on and that clients copy; by default one of its
    /// own. Must not be null.
    session_options& with_events(std::shared_ptr<emitter> hooks) & {
        events = std::move(hooks);
        return *this;
    }
    session_options&& with_events(std::shared_ptr<emitter> hooks) && {
        return std::move(with_events(std::move(hooks)));
    }
    /// Whether the handlers that services need beyond their models are registered; they are by default.
    session_options& with_builtin_handlers(bool on) & {
        builtin_handlers = on;
        return *this;
    }
    session_options&& with_builtin_handlers(bool on) && { return std::move(with_builtin_handlers(on)); }

    std::optional<std::string> profile;
    asio::any_io_executor executor;
    std::vector<std::string> model_paths;
    bool read_environment = true;
    bool read_shared_files = true;
    pipeline::world world;
    std::shared_ptr<credential_cache> role_cache;
    mfa_prompt ask_mfa;
    config::variable_table variables;
    std::shared_ptr<emitter> events;
    bool builtin_handlers = true;
};

}  // namespace coaws
