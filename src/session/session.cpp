// Where clients come from: configuration, credentials and models of a program.
#include "session/connection_key.hpp"
#include "session/initializers.hpp"
#include "session/model_paths.hpp"
#include "session/nested_clients.hpp"
#include "session/service_data.hpp"
#include "session/session_impl.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/config/shared_file.hpp>
#include <coaws/credentials/configuration.hpp>
#include <coaws/customization/register.hpp>
#include <coaws/transport/system.hpp>

namespace coaws {

namespace {

using shared_impl = std::shared_ptr<session::impl>;

/// No variable is set; the home folder is where it was.
class silent_environment final : public pipeline::environment {
  public:
    explicit silent_environment(std::shared_ptr<pipeline::environment> real) : real_(std::move(real)) {}
    std::optional<std::string> get(std::string_view) const override { return std::nullopt; }
    std::string home() const override { return real_->home(); }

  private:
    std::shared_ptr<pipeline::environment> real_;
};

void fill_in(pipeline::world& world, std::shared_ptr<transport::blocking_thread> const& helper) {
    if (!world.clock) world.clock = transport::make_system_clock();
    if (!world.randomness) world.randomness = transport::make_system_randomness();
    if (!world.environment) world.environment = transport::make_system_environment();
    if (!world.files) world.files = transport::make_system_files(helper);
    if (!world.processes) world.processes = transport::make_system_processes(helper);
    if (!world.datagrams) world.datagrams = transport::make_system_datagrams();
}

/// What the reference reads of the proxy environment (HTTP-20); both cases of a name count, the lower one
/// first.
std::map<std::string, std::string> environment_proxies(pipeline::environment const& environment) {
    std::map<std::string, std::string> proxies;
    for (std::string scheme : {"http", "https"}) {
        for (auto const& name : {scheme + "_proxy", ascii_upper(scheme) + "_PROXY"}) {
            auto const url = environment.get(name);
            if (!url || url->empty()) continue;
            proxies[scheme] = *url;
            break;
        }
    }
    return proxies;
}

asio::awaitable<credentials> run_get_credentials(shared_impl shared) {
    auto const source = shared->shared_identity(std::nullopt);
    auto const keys = co_await source->resolve();
    if (!keys) throw no_credentials_error();
    co_return *keys;
}

asio::awaitable<std::shared_ptr<config::store const>> run_configuration(shared_impl shared) {
    co_return co_await shared->load_configuration();
}

asio::awaitable<value> run_get_variable(shared_impl shared, std::string name, config::source_set from) {
    auto const store = co_await shared->load_configuration();
    co_return store->get(name, from);
}

asio::awaitable<std::optional<std::string>> run_profile(shared_impl shared) {
    auto const store = co_await shared->load_configuration();
    co_return store->profile();
}

asio::awaitable<value_map> run_scoped_config(shared_impl shared) {
    auto const store = co_await shared->load_configuration();
    co_return store->scoped_config();
}

asio::awaitable<config::shared_config> run_full_config(shared_impl shared) {
    auto const store = co_await shared->load_configuration();
    co_return store->full_config();
}

asio::awaitable<std::optional<auth_token>> run_get_token(shared_impl shared, std::string signing_name) {
    auto const source = shared->shared_tokens(signing_name);
    auto const token = co_await source->resolve();
    if (!token) co_return std::nullopt;
    co_return *token;
}

asio::awaitable<std::vector<std::string>> run_profiles(shared_impl shared) {
    auto const store = co_await shared->load_configuration();
    co_return store->profiles();
}

asio::awaitable<std::vector<std::string>> run_services(shared_impl shared) {
    auto const catalog = co_await shared->load_catalog();
    auto list = [catalog] { return catalog->services(); };
    co_return co_await shared->helper->run(std::move(list));
}

asio::awaitable<std::vector<std::string>> run_partitions(shared_impl shared) {
    auto const catalog = co_await shared->load_catalog();
    auto list = [catalog] { return catalog->legacy_endpoints()->available_partitions(); };
    co_return co_await shared->helper->run(std::move(list));
}

asio::awaitable<std::string> run_partition_for_region(shared_impl shared, std::string region) {
    auto const catalog = co_await shared->load_catalog();
    auto find = [catalog, region] { return catalog->legacy_endpoints()->partition_for_region(region); };
    co_return co_await shared->helper->run(std::move(find));
}

/// The endpoint data know services by the prefix of their hosts.
std::vector<std::string> regions_of(service_catalog& catalog, std::string const& service,
                                    std::string const& partition, bool allow_non_regional) {
    std::string prefix;
    try {
        prefix = catalog.load(service, {}).schema->metadata().endpoint_prefix;
    } catch (unknown_service_error const&) {
        return {};
    }
    return catalog.legacy_endpoints()->available_endpoints(prefix, partition, allow_non_regional);
}

asio::awaitable<std::vector<std::string>> run_regions(shared_impl shared, std::string service,
                                                      std::string partition, bool allow_non_regional) {
    auto const catalog = co_await shared->load_catalog();
    auto list = [=] { return regions_of(*catalog, service, partition, allow_non_regional); };
    co_return co_await shared->helper->run(std::move(list));
}

}  // namespace

session::impl::impl(session_options chosen)
    : options(std::move(chosen)),
      world(options.world),
      helper(transport::blocking_thread::process_wide()),
      events(options.events ? options.events : std::make_shared<emitter>()),
      variables_(options.variables) {
    fill_in(world, helper);
    if (!options.role_cache) options.role_cache = make_memory_credential_cache();
    // Not only the configuration asks for variables: proxies, the user agent and tokens come from there too.
    if (!options.read_environment)
        world.environment = std::make_shared<silent_environment>(std::move(world.environment));
    if (options.builtin_handlers) register_builtin_handlers(*events, world);
    if (options.profile) overrides_["profile"] = *options.profile;
    register_part<component::event_emitter>(components, events);
    register_part<component::credential_provider>(components, make_default_credential_chain());
    register_part<component::token_provider>(components, make_default_token_chain());
}

asio::awaitable<std::shared_ptr<config::store const>> session::impl::load_configuration() {
    auto const registered = find_part<component::config_store>(components);
    config::load_options how;
    std::uint64_t seen = 0;
    {
        std::lock_guard lock(guard_);
        if (registered != registered_store_) store_ = registered_store_ = registered;
        if (store_) co_return store_;
        how.overrides = overrides_;
        how.variables = variables_;
        seen = variable_changes_;
    }
    how.read_environment = options.read_environment;
    how.read_files = options.read_shared_files;
    auto fresh = co_await config::load(world.environment, world.files, std::move(how));
    std::lock_guard lock(guard_);
    if (store_) co_return store_;
    store_ = std::move(fresh);
    // What was set while the files were read must not be lost.
    if (seen != variable_changes_) {
        for (auto const& defined : variables_)
            store_ = std::make_shared<config::store const>(store_->with_variable(defined));
        for (auto const& [name, v] : overrides_)
            store_ = std::make_shared<config::store const>(store_->with_override(name, v));
    }
    co_return store_;
}

asio::awaitable<std::shared_ptr<service_catalog>> session::impl::load_catalog() {
    auto const registered = find_part<component::data_loader>(components);
    {
        std::lock_guard lock(guard_);
        if (registered != registered_loader_) {
            registered_loader_ = registered;
            catalog_ = std::make_shared<service_catalog>(registered);
        }
        if (catalog_) co_return catalog_;
    }
    auto const store = co_await load_configuration();
    auto find = [paths = options.model_paths, store, environment = world.environment] {
        return model_search_paths(paths, *store, *environment);
    };
    auto const paths = co_await helper->run(std::move(find));
    std::lock_guard lock(guard_);
    if (!catalog_) catalog_ = service_catalog::for_paths(paths);
    co_return catalog_;
}

std::shared_ptr<pipeline::transport> session::impl::transport_for(
    config::resolved_client_config const& settings) {
    if (world.transport) return world.transport;
    transport_config wanted;
    wanted.connect_timeout = settings.connect_timeout;
    wanted.read_timeout = settings.read_timeout;
    wanted.max_connections = static_cast<std::size_t>(std::max(settings.max_pool_connections, 1));
    wanted.tcp_keepalive = settings.tcp_keepalive;
    wanted.verify = settings.verify;
    wanted.ca_bundle = settings.ca_bundle;
    if (settings.client_cert) {
        wanted.client_cert = settings.client_cert->cert;
        wanted.client_key = settings.client_cert->key;
    }
    wanted.proxies = settings.proxies ? *settings.proxies : environment_proxies(*world.environment);
    if (settings.proxies_settings) {
        wanted.proxy_ca_bundle = settings.proxies_settings->ca_bundle;
        wanted.proxy_client_cert = settings.proxies_settings->client_cert;
        wanted.proxy_client_key = settings.proxies_settings->client_key;
        wanted.proxy_use_forwarding_for_https = settings.proxies_settings->use_forwarding_for_https;
    }
    auto key = connection_key(wanted);
    std::lock_guard lock(guard_);
    auto& found = transports_[std::move(key)];
    if (!found) found = make_http_transport(std::move(wanted));
    return found;
}

std::shared_ptr<pipeline::identity_source> session::impl::shared_identity(std::optional<std::string> region) {
    auto const asked = chain();
    std::lock_guard lock(guard_);
    if (identity_chain_ != asked) {
        identity_chain_ = asked;
        // The source lives inside the session, so it must not keep it alive.
        chain_identity_ = make_cached_identity_source(asked, world.clock, context_factory(weak_from_this()));
    }
    // Roles are assumed in the region of the first client that needed keys (CRED-29).
    if (!pinned_identity_ && !credential_region_is_fixed_) {
        credential_region_ = std::move(region);
        credential_region_is_fixed_ = true;
    }
    return pinned_identity_ ? pinned_identity_ : chain_identity_;
}

asio::awaitable<provider_context> session::impl::make_provider_context(std::shared_ptr<impl> self) {
    auto const store = co_await self->load_configuration();
    auto world = self->world;
    if (!world.transport) {
        // The metadata services are next door: no proxy leads there, and one might answer with keys of its
        // own.
        config::resolved_client_config settings;
        settings.proxies.emplace();
        world.transport = self->transport_for(settings);
    }
    auto parse = [](std::string_view text, std::string const& path) { return config::parse_ini(text, path); };
    auto configuration = make_credential_configuration(store, std::move(parse));
    provider_context context(std::move(world), std::move(configuration));
    context.clients = make_nested_client_factory(self);
    context.cache = self->options.role_cache;
    context.ask_mfa = self->options.ask_mfa;
    std::lock_guard lock(self->guard_);
    context.client_region = self->credential_region_;
    co_return context;
}

provider_context_factory session::impl::context_factory(std::weak_ptr<impl> self) {
    return [weak = std::move(self)]() -> asio::awaitable<provider_context> {
        auto shared = weak.lock();
        if (!shared) throw error("The session of these credentials is gone");
        return make_provider_context(std::move(shared));
    };
}

std::shared_ptr<pipeline::token_source> session::impl::shared_tokens(std::string const& signing_name) {
    auto const asked = tokens();
    std::lock_guard lock(guard_);
    if (source_chain_ != asked) {
        source_chain_ = asked;
        token_sources_.clear();
    }
    auto& found = token_sources_[signing_name];
    if (!found)
        found = make_cached_token_source(asked, world.clock, context_factory(weak_from_this()), signing_name);
    return found;
}

std::shared_ptr<coaws::credential_chain> session::impl::chain() {
    return find_part<component::credential_provider>(components);
}

std::shared_ptr<coaws::token_chain> session::impl::tokens() {
    return find_part<component::token_provider>(components);
}

std::shared_ptr<emitter> session::impl::client_events() {
    return find_part<component::event_emitter>(components);
}

value_map session::impl::instance_variables() {
    std::lock_guard lock(guard_);
    value_map all;
    for (auto const& [name, v] : overrides_) all[name] = v;
    return all;
}

void session::impl::set_variable(std::string name, value v) {
    std::lock_guard lock(guard_);
    if (store_) store_ = std::make_shared<config::store const>(store_->with_override(name, v));
    overrides_[std::move(name)] = std::move(v);
    ++variable_changes_;
}

void session::impl::define_variable(config::variable defined) {
    std::lock_guard lock(guard_);
    if (store_) store_ = std::make_shared<config::store const>(store_->with_variable(defined));
    variables_.push_back(std::move(defined));
    ++variable_changes_;
}

session::session() : session(session_options()) {}

session::session(asio::any_io_executor executor)
    : session(session_options().with_executor(std::move(executor))) {}

session::session(session_options options) : impl_(std::make_shared<impl>(std::move(options))) {
    run_initializers(*this);
}

asio::awaitable<coaws::client> session::client(std::string service, client_config config) const {
    return impl_->make_client(std::move(service), std::move(config), impl_, client_origin::program);
}

emitter& session::events() const { return *impl_->events; }

asio::awaitable<credentials> session::get_credentials() const { return run_get_credentials(impl_); }

coaws::credential_chain& session::credential_chain() const { return *impl_->chain(); }

coaws::token_chain& session::token_chain() const { return *impl_->tokens(); }

asio::awaitable<std::optional<auth_token>> session::get_auth_token(std::string signing_name) const {
    return run_get_token(impl_, std::move(signing_name));
}

void session::set_credentials(credentials keys) const {
    auto source = make_static_identity_source(std::move(keys));
    std::lock_guard lock(impl_->guard_);
    impl_->pinned_identity_ = std::move(source);
}

void session::set_default_client_config(client_config config) const {
    std::lock_guard lock(impl_->guard_);
    impl_->default_config_ = std::move(config);
}

client_config session::get_default_client_config() const {
    std::lock_guard lock(impl_->guard_);
    return impl_->default_config_;
}

asio::awaitable<std::shared_ptr<config::store const>> session::configuration() const {
    return run_configuration(impl_);
}

asio::awaitable<value> session::get_config_variable(std::string name, config::source_set from) const {
    return run_get_variable(impl_, std::move(name), from);
}

void session::set_config_variable(std::string name, value v) const {
    impl_->set_variable(std::move(name), std::move(v));
}

value_map session::instance_variables() const { return impl_->instance_variables(); }

void session::define_variable(config::variable defined) const { impl_->define_variable(std::move(defined)); }

asio::awaitable<std::optional<std::string>> session::profile() const { return run_profile(impl_); }

asio::awaitable<value_map> session::get_scoped_config() const { return run_scoped_config(impl_); }

asio::awaitable<config::shared_config> session::full_config() const { return run_full_config(impl_); }

asio::awaitable<std::vector<std::string>> session::available_profiles() const { return run_profiles(impl_); }

asio::awaitable<std::vector<std::string>> session::get_available_services() const {
    return run_services(impl_);
}

asio::awaitable<std::vector<std::string>> session::get_available_partitions() const {
    return run_partitions(impl_);
}

asio::awaitable<std::string> session::get_partition_for_region(std::string region) const {
    return run_partition_for_region(impl_, std::move(region));
}

asio::awaitable<std::vector<std::string>> session::get_available_regions(std::string service,
                                                                         std::string partition,
                                                                         bool allow_non_regional) const {
    return run_regions(impl_, std::move(service), std::move(partition), allow_non_regional);
}

asio::awaitable<value> session::get_data(std::string path) const { return load_data(impl_, std::move(path)); }

asio::awaitable<value> session::get_service_data(std::string service, std::string api_version) const {
    return load_service_data(impl_, std::move(service), std::move(api_version));
}

asio::awaitable<std::shared_ptr<service_schema const>> session::get_service_model(
    std::string service, std::string api_version) const {
    return load_service_model(impl_, std::move(service), std::move(api_version));
}

asio::awaitable<std::shared_ptr<waiter_model const>> session::get_waiter_model(
    std::string service, std::string api_version) const {
    return load_waiter_model(impl_, std::move(service), std::move(api_version));
}

asio::awaitable<value> session::get_paginator_model(std::string service, std::string api_version) const {
    return load_paginator_model(impl_, std::move(service), std::move(api_version));
}

}  // namespace coaws
