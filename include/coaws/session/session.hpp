// Where clients come from: configuration, credentials and models of a program.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <coaws/auth/credentials.hpp>
#include <coaws/client/client.hpp>
#include <coaws/config/client_config.hpp>
#include <coaws/config/store.hpp>
#include <coaws/credentials/cache.hpp>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/provider.hpp>
#include <coaws/credentials/tokens.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/ports.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

    std::optional<std::string> profile;
    asio::any_io_executor executor;
    std::vector<std::string> model_paths;
    bool read_environment = true;
    bool read_shared_files = true;
    pipeline::world world;
    std::shared_ptr<credential_cache> role_cache;
    mfa_prompt ask_mfa;
};

/// A handle to a program's AWS settings: cheap to make and to copy, no I/O until a client is made, safe to
/// use and destroy from any thread. Copies share everything.
class session {
  public:
    session();
    /// Handlers of `async_call` without an executor of their own run on `executor`.
    explicit session(asio::any_io_executor executor);
    explicit session(session_options options);

    /// Makes a client of a service, by the name of its model's folder (`s3`, `dynamodb`). Reads configuration
    /// files once a session and models once a process, without blocking the caller's executor; credentials
    /// are not looked for yet. Throws unknown_service_error, no_region_error, invalid_region_error,
    /// profile_not_found, config_parse_error, partial_credentials_error and the errors of wrong settings.
    asio::awaitable<coaws::client> client(std::string service, client_config config = {}) const;

    /// The session's emitter; a client copies it when it is made, so later registrations do not reach it
    /// (SESS-17).
    emitter& events() const;

    /// The credentials that clients of this session sign with: pinned ones, else found by the chain, and
    /// refreshed as needed. Throws no_credentials_error when there are none, and what the providers throw.
    asio::awaitable<credentials> get_credentials() const;
    /// Pins credentials for all clients made from now on (SESS-11).
    void set_credentials(credentials keys) const;

    /// The providers that are asked for credentials, in order; one of your own can be put among them. Changes
    /// count from the next search on, credentials that have been found already stay. Thread-safe; lives as
    /// long as any copy of the session (CRED-02).
    coaws::credential_chain& credential_chain() const;
    /// The providers that are asked for bearer tokens, in order; as `credential_chain` (CRED-50).
    coaws::token_chain& token_chain() const;

    /// Settings under those of every client made from now on (SESS-10).
    void set_default_client_config(client_config config) const;

    /// A snapshot of configuration files and environment; loaded once.
    asio::awaitable<std::shared_ptr<config::store const>> configuration() const;
    /// The value of a session variable such as "region", null when it is set nowhere (SESS-06).
    asio::awaitable<value> get_config_variable(std::string name) const;
    /// Sets a variable for this session, above environment and files (SESS-07).
    void set_config_variable(std::string name, value v) const;
    /// Names of all profiles (SESS-05).
    asio::awaitable<std::vector<std::string>> available_profiles() const;
    /// Names of all services that have a model, sorted (SESS-15).
    asio::awaitable<std::vector<std::string>> get_available_services() const;
    /// Names of the partitions (`aws`, `aws-cn`, …), in the order of the endpoint data (SESS-15).
    asio::awaitable<std::vector<std::string>> get_available_partitions() const;
    /// The partition that a region belongs to. Throws unknown_region_error.
    asio::awaitable<std::string> get_partition_for_region(std::string region) const;
    /// The regions of a partition in which a service has endpoints; with `allow_non_regional` also endpoints
    /// that are no region, such as `aws-global`. Empty for a service that is unknown.
    asio::awaitable<std::vector<std::string>> get_available_regions(std::string service,
                                                                    std::string partition = "aws",
                                                                    bool allow_non_regional = false) const;

    struct impl;
    std::shared_ptr<impl> const& shared() const noexcept { return impl_; }

  private:
    std::shared_ptr<impl> impl_;
};

}  // namespace coaws
