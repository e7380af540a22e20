// What the copies of a session share.
#pragma once

#include "client/service_catalog.hpp"
#include "session/component_locator.hpp"
#include "session/session_user_agent.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <coaws/auth/auth_token.hpp>
#include <coaws/config/resolved_client_config.hpp>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/identity_source.hpp>
#include <coaws/credentials/tokens.hpp>
#include <coaws/session/session.hpp>
#include <coaws/transport/blocking_thread.hpp>
#include <coaws/transport/http_transport.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace coaws {

/// A registered part, or null.
template <class Key>
std::shared_ptr<typename Key::type> find_part(component_locator& among) {
    using plain = std::remove_const_t<typename Key::type>;
    auto found = among.find(Key::name, typeid(typename Key::type));
    return std::const_pointer_cast<plain>(std::static_pointer_cast<plain const>(std::move(found)));
}

template <class Key>
void register_part(component_locator& among, std::shared_ptr<typename Key::type> part) {
    among.put(std::string(Key::name), typeid(typename Key::type), std::move(part));
}

/// Whom a client is made for: hooks are not run for those of credential providers (SESS-24).
enum class client_origin : std::uint8_t { program, provider };

struct session::impl : std::enable_shared_from_this<impl> {
    explicit impl(session_options chosen);

    /// The configuration, read on first need. Concurrent first callers may each read it; the first result is
    /// kept.
    asio::awaitable<std::shared_ptr<config::store const>> load_configuration();
    asio::awaitable<std::shared_ptr<service_catalog>> load_catalog();
    /// The transport for these connection settings, shared by the clients that have the same ones.
    std::shared_ptr<pipeline::transport> transport_for(config::resolved_client_config const& settings);
    /// What clients without keys of their own sign with. `region` is that of the client.
    std::shared_ptr<pipeline::identity_source> shared_identity(std::optional<std::string> region);
    /// Bearer tokens for services of a signing name.
    std::shared_ptr<pipeline::token_source> shared_tokens(std::string const& signing_name);

    asio::awaitable<coaws::client> make_client(std::string service, client_config config,
                                               std::shared_ptr<impl> self, client_origin origin);
    void run_client_hooks(coaws::client& made);

    // The parts in use: those that were registered, else the session's own (SESS-18).
    std::shared_ptr<coaws::credential_chain> chain();
    std::shared_ptr<coaws::token_chain> tokens();
    std::shared_ptr<emitter> client_events();

    session_options options;
    pipeline::world world;  ///< without a transport of its own, unless one was given
    std::shared_ptr<transport::blocking_thread> helper;
    std::shared_ptr<emitter> events;
    component_locator components;

    /// What providers may use; reads the configuration.
    static asio::awaitable<provider_context> make_provider_context(std::shared_ptr<impl> self);
    /// The same as a factory that does not keep the session alive.
    static provider_context_factory context_factory(std::weak_ptr<impl> self);

    value_map instance_variables();
    void set_variable(std::string name, value v);
    void define_variable(config::variable defined);

  private:
    friend class session;

    /// The defaults modes' data, or null where the mode is `legacy`.
    asio::awaitable<std::shared_ptr<json::document const>> load_defaults(
        std::shared_ptr<service_catalog> catalog, client_config const& config, config::store const& settings);
    asio::awaitable<std::optional<std::string>> find_instance_region(std::shared_ptr<impl> self);

    std::mutex guard_;
    // under guard_
    std::shared_ptr<config::store const> store_;
    std::shared_ptr<config::store const> registered_store_;
    std::map<std::string, value, std::less<>> overrides_;
    config::variable_table variables_;
    std::uint64_t variable_changes_ = 0;  ///< of overrides and definitions
    session_user_agent user_agent_;
    std::vector<std::pair<std::string, client_hook>> hooks_;
    client_config default_config_;
    std::shared_ptr<service_catalog> catalog_;
    std::shared_ptr<model::loader const> registered_loader_;
    std::map<std::string, std::shared_ptr<pipeline::transport>> transports_;
    std::shared_ptr<pipeline::identity_source> pinned_identity_;
    std::shared_ptr<pipeline::identity_source> chain_identity_;
    std::shared_ptr<coaws::credential_chain> identity_chain_;  ///< that chain_identity_ asks
    std::shared_ptr<coaws::token_chain> source_chain_;         ///< that token_sources_ ask
    std::map<std::string, std::shared_ptr<pipeline::token_source>> token_sources_;
    std::optional<std::string> credential_region_;
    bool credential_region_is_fixed_ = false;
};

}  // namespace coaws
