// Where clients come from: configuration, credentials and models of a program.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <coaws/auth/auth_token.hpp>
#include <coaws/auth/credentials.hpp>
#include <coaws/client/client.hpp>
#include <coaws/config/client_config.hpp>
#include <coaws/config/store.hpp>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/tokens.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/session/components.hpp>
#include <coaws/session/initializers.hpp>
#include <coaws/session/service_data_loaded.hpp>
#include <coaws/session/session_options.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeindex>
#include <utility>
#include <vector>

namespace coaws {

/// What is run for each new client. It may register handlers on the client's emitter.
using client_hook = std::function<void(client&)>;

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
    /// Emits an event of the library or of one's own on the session's emitter: all handlers run, coroutines
    /// one after the other. Throws what they throw. `payload` must live until the awaitable completes.
    template <class E>
        requires(!event_detail::has_answer<E>)
    asio::awaitable<void> emit(E& payload) const {
        return emit_to(payload_handlers(payload), payload);
    }
    /// The same for an event with answers; gives the first of them.
    template <class E>
        requires event_detail::has_answer<E>
    asio::awaitable<event_answer<E>> emit(E& payload) const {
        return ask(payload_handlers(payload), payload);
    }

    /// The credentials that clients of this session sign with: pinned ones, else found by the chain, and
    /// refreshed as needed. Throws no_credentials_error when there are none, and what the providers throw.
    asio::awaitable<credentials> get_credentials() const;
    /// The bearer token for services of a signing name, from the chain of token providers; nothing when there
    /// is none (SESS-12). Without a name, the token for any service. Found once for each name and refreshed
    /// as needed. Throws what the providers throw.
    asio::awaitable<std::optional<auth_token>> get_auth_token(std::string signing_name = {}) const;
    /// Pins credentials for all clients made from now on (SESS-11).
    void set_credentials(credentials keys) const;

    /// The providers that are asked for credentials, in order; one of your own can be put among them. Changes
    /// count from the next search on, credentials that have been found already stay. Thread-safe; lives as
    /// long as any copy of the session, or until another chain is registered (CRED-02).
    coaws::credential_chain& credential_chain() const;
    /// The providers that are asked for bearer tokens, in order; as `credential_chain` (CRED-50).
    coaws::token_chain& token_chain() const;

    /// Settings under those of every client made from now on (SESS-10).
    void set_default_client_config(client_config config) const;
    /// Those settings; empty when none were set.
    client_config get_default_client_config() const;

    /// A snapshot of configuration files and environment; loaded once.
    asio::awaitable<std::shared_ptr<config::store const>> configuration() const;
    /// The value of a session variable such as "region", null when it is set nowhere (SESS-06). `from` passes
    /// over some sources: `config::value_source::environment | config::value_source::file`; defaults always
    /// count. Throws as `config::store`.
    asio::awaitable<value> get_config_variable(std::string name,
                                               config::source_set from = config::source_set::all()) const;
    /// Sets a variable for this session, above environment and files (SESS-07).
    void set_config_variable(std::string name, value v) const;
    /// The variables that have been set so, by name; the profile given in code is one.
    value_map instance_variables() const;
    /// Defines a variable, or says anew where one is looked for (SESS-26). Clients that exist are not
    /// affected. `config_file` and `credentials_file` count until the files have been read.
    void define_variable(config::variable defined) const;
    /// The name of the profile in use, if one was chosen.
    asio::awaitable<std::optional<std::string>> profile() const;
    /// The keys of the active profile in both files, empty when none was chosen and there is no `default`
    /// (SESS-08). Environment and session do not count. Throws profile_not_found, config_parse_error.
    asio::awaitable<value_map> get_scoped_config() const;
    /// All sections of both files (SESS-09). Throws config_parse_error. The keys among them are readable.
    asio::awaitable<config::shared_config> full_config() const;
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

    /// A data file by its path below the model folders, without extension: `endpoints`,
    /// `s3/2006-03-01/paginators-1` (SESS-14). Throws data_not_found_error.
    asio::awaitable<value> get_data(std::string path) const;
    /// The model of a service as data, of the latest version where none is named. Handlers of
    /// `service-data-loaded.<service id>` see it first and may change it (SESS-14). Throws
    /// unknown_service_error, data_not_found_error.
    asio::awaitable<value> get_service_data(std::string service, std::string api_version = {}) const;
    /// The model of a service. The one that clients use, unless a handler of `service-data-loaded` exists:
    /// then a model of its own, made from what handlers left. Throws as `get_service_data`.
    asio::awaitable<std::shared_ptr<service_schema const>> get_service_model(
        std::string service, std::string api_version = {}) const;
    /// The waiters of a service. Throws unknown_service_error when it has none.
    asio::awaitable<std::shared_ptr<waiter_model const>> get_waiter_model(std::string service,
                                                                          std::string api_version = {}) const;
    /// What the service's data say of paging, an entry an operation. Throws unknown_service_error when there
    /// is nothing.
    asio::awaitable<value> get_paginator_model(std::string service, std::string api_version = {}) const;

    /// Names the program in the User-Agent header of clients made from now on, in front of the library; by
    /// default the library stands alone (SESS-13). Characters that no name may have become `-`.
    void set_user_agent(std::string name, std::string version) const;
    /// Appended to the User-Agent as it is, in front of a client's own extra text; empty by default.
    void set_user_agent_extra(std::string text) const;
    std::string user_agent_name() const;
    std::string user_agent_version() const;
    std::string user_agent_extra() const;
    /// One line about program and system: `coaws/0.1.0 C++/20 Linux/6.1.0 …` (SESS-13). Requests carry a
    /// longer text.
    std::string user_agent() const;

    /// Runs `hook` for each client made from now on, once it is complete and after earlier hooks; a hook of
    /// the same name is replaced in its place (SESS-24). Runs on the thread that makes the client, on several
    /// at once where several make clients. What a hook throws is logged, no more. The clients that credential
    /// providers make for themselves are left out. A hook for every session of the process is one that an
    /// initializer registers.
    void register_client_hook(std::string name, client_hook hook) const;
    /// Takes a hook away; nothing happens when there is none of that name.
    void unregister_client_hook(std::string_view name) const;

    /// A part of the session by its key, one of `coaws::component` or of one's own (SESS-18). May read files.
    /// Throws value_error when nothing was registered under the key's name, and what the factory throws.
    template <class Key>
    asio::awaitable<std::shared_ptr<typename Key::type>> get_component() const {
        return typed<Key>(find_component(std::string(Key::name), typeid(typename Key::type)));
    }
    /// Puts something else in a part's place, for clients made from now on. Throws value_error for null, and
    /// when the name belongs to a key of another type.
    template <class Key>
    void register_component(std::shared_ptr<typename Key::type> part) const {
        put_component(std::string(Key::name), typeid(typename Key::type), std::move(part));
    }
    /// The same, made when first needed: the factory runs once, or again at the next need if it throws. It
    /// must not read files.
    template <class Key, class Factory>
    void lazy_register_component(Factory make) const {
        component_factory erased = [make = std::move(make)]() -> std::shared_ptr<void const> {
            std::shared_ptr<typename Key::type> made = make();
            return made;
        };
        put_component_factory(std::string(Key::name), typeid(typename Key::type), std::move(erased));
    }

    struct impl;
    std::shared_ptr<impl> const& shared() const noexcept { return impl_; }

  private:
    using component_factory = std::function<std::shared_ptr<void const>()>;

    // Coroutines get what they need as arguments: the handle may be gone when they begin.
    template <class E>
    static asio::awaitable<void> emit_to(std::shared_ptr<handler_list const> handlers, E& payload) {
        co_await coaws::emit(*handlers, payload);
    }
    template <class E>
    static asio::awaitable<event_answer<E>> ask(std::shared_ptr<handler_list const> handlers, E& payload) {
        event_answer<E> first;
        co_await coaws::emit(*handlers, payload, first);
        co_return first;
    }
    template <class Key>
    static asio::awaitable<std::shared_ptr<typename Key::type>> typed(
        asio::awaitable<std::shared_ptr<void const>> finding) {
        using plain = std::remove_const_t<typename Key::type>;
        auto found = co_await std::move(finding);
        co_return std::const_pointer_cast<plain>(std::static_pointer_cast<plain const>(std::move(found)));
    }
    std::shared_ptr<handler_list const> payload_handlers(event const& payload) const {
        return events().find(payload.name);
    }
    asio::awaitable<std::shared_ptr<void const>> find_component(std::string name, std::type_index type) const;
    void put_component(std::string name, std::type_index type, std::shared_ptr<void const> part) const;
    void put_component_factory(std::string name, std::type_index type, component_factory make) const;

    std::shared_ptr<impl> impl_;
};

}  // namespace coaws
