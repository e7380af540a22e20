// Making a client: configuration, model, endpoint and signature put together (SESS-19).
#include "client/client_impl.hpp"
#include "pipeline/auth_scheme.hpp"
#include "session/client_monitoring.hpp"
#include "session/client_user_agent.hpp"
#include "session/session_impl.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/log.hpp>
#include <coaws/base/text.hpp>
#include <coaws/config/resolved_client_config.hpp>
#include <coaws/config/urls.hpp>
#include <coaws/credentials/providers.hpp>
#include <coaws/credentials/tokens.hpp>
#include <coaws/customization/register.hpp>
#include <coaws/endpoint/client_endpoint.hpp>
#include <coaws/pipeline/choose_service_name.hpp>
#include <coaws/retry/strategy.hpp>

namespace coaws {

namespace {

endpoint::client_endpoint_settings endpoint_settings(config::resolved_client_config const& config,
                                                     service_metadata const& service) {
    endpoint::client_endpoint_settings s;
    s.endpoint_prefix = service.endpoint_prefix;
    s.signing_name = service.signing_name;
    s.region = config.region;
    s.endpoint_url = config.endpoint_url;
    s.use_ssl = config.use_ssl;
    s.use_fips = config.use_fips_endpoint;
    s.use_dualstack = config.use_dualstack_endpoint;
    auto const& s3 = config.s3;
    s.s3_use_dualstack = s3.use_dualstack_endpoint;
    if (s3.us_east_1_regional_endpoint)
        s.s3_us_east_1_regional_endpoint = to_string(*s3.us_east_1_regional_endpoint);
    s.sts_regional_endpoints = to_string(config.sts_regional_endpoints);
    s.s3_use_accelerate = s3.use_accelerate_endpoint;
    if (s3.addressing) s.s3_addressing_style = to_string(*s3.addressing);
    s.s3_use_arn_region = s3.use_arn_region;
    s.s3_disable_multiregion_access_points = s3.disable_multiregion_access_points;
    s.s3_disable_express_session_auth = config.s3_disable_express_session_auth;
    s.account_id_endpoint_mode = to_string(config.account_id_endpoint_mode);
    return s;
}

/// The signer of requests for which neither operation nor endpoint names one (SIGN-20).
std::string default_signer(config::resolved_client_config const& config, service_metadata const& service,
                           endpoint::client_endpoint const& resolved) {
    if (config.unsigned_requests) return "none";
    if (config.signature_version) return *config.signature_version;
    if (service.endpoint_prefix == "s3" || service.endpoint_prefix == "s3-control") return "s3v4";
    for (auto const& trait : service.auth) {
        if (trait == "aws.auth#sigv4") return "v4";
        if (trait == "aws.auth#sigv4a") return "v4a";
        if (trait == "smithy.api#httpBearerAuth") return "bearer";
        if (trait == "smithy.api#noAuth") return "none";
    }
    if (!service.signature_version.empty()) return service.signature_version;
    for (auto const& version : resolved.signature_versions)
        if (version == "v4") return version;
    return resolved.signature_versions.empty() ? "v4" : resolved.signature_versions.front();
}

pipeline::checksum_policy policy(checksum_mode mode) {
    return mode == checksum_mode::when_required ? pipeline::checksum_policy::when_required
                                                : pipeline::checksum_policy::when_supported;
}

value_map client_context(config::resolved_client_config const& config, service_metadata const& service) {
    auto context = config.client_context_params;
    if (service.endpoint_prefix == "s3" || service.endpoint_prefix == "s3-control") {
        for (auto const& [name, v] : config.s3_values) context[name] = v;
        // Not what the profile's block says: the variable of that name decides.
        context["disable_s3_express_session_auth"] = config.s3_disable_express_session_auth;
    }
    return context;
}

/// The signer that the code's preference leads to.
std::string preferred_in_code(config::resolved_client_config const& config, service_metadata const& service) {
    try {
        return pipeline::preferred_scheme(config.auth_scheme_preference, service.auth);
    } catch (error const&) {
        // Signing will say so.
        return {};
    }
}

/// Whether the environment's token comes before keys: for one service only, and not against the code's word
/// (SIGN-23).
bool prefers_bearer(config::resolved_client_config const& config, service_metadata const& service,
                    pipeline::environment const& environment) {
    constexpr std::string_view trait = "smithy.api#httpBearerAuth";
    if (service.signing_name != "bedrock") return false;
    if (std::ranges::find(service.auth, trait) == service.auth.end()) return false;
    if (config.unsigned_requests || config.signature_version_from_code) return false;
    // A preference in code wins, unless it leads to the token as well.
    if (config.auth_scheme_preference_from_code && preferred_in_code(config, service) != "bearer")
        return false;
    return environment.get(bearer_token_variable(service.signing_name)).has_value();
}

/// Whether presigned requests may go to S3's global endpoint (SIGN-44).
bool presigns_globally(s3_config const& s3, endpoint::client_endpoint const& resolved) {
    if (resolved.partition != "aws" || s3.use_dualstack_endpoint.value_or(false)) return false;
    if (std::ranges::find(resolved.variant_tags, "dualstack") != resolved.variant_tags.end()) return false;
    if (s3.us_east_1_regional_endpoint == regional_endpoints::regional && resolved.region_name == "us-east-1")
        return false;
    return s3.addressing != addressing_style::virtual_hosted;
}

pipeline::endpoint_discovery discovery_of(config::resolved_client_config const& config,
                                          service_schema const& service) {
    using pipeline::endpoint_discovery;
    if (config.endpoint_url_from_code || service.endpoint_discovery_operation() == nullptr)
        return endpoint_discovery::off;
    switch (parse_endpoint_discovery_mode(config.endpoint_discovery)) {
        case endpoint_discovery_mode::enabled:
            return endpoint_discovery::every;
        case endpoint_discovery_mode::automatic:
            if (service.endpoint_discovery_required()) return endpoint_discovery::required_only;
            break;
        case endpoint_discovery_mode::disabled:
            break;
    }
    return endpoint_discovery::refused;
}

pipeline::client_settings make_settings(config::resolved_client_config const& config,
                                        service_metadata const& service,
                                        endpoint::legacy_resolver const& table) {
    auto const wanted = endpoint_settings(config, service);
    auto const resolved = endpoint::resolve_client_endpoint(table, wanted);
    if (!config::is_valid_endpoint_url(resolved.endpoint_url))
        throw value_error("Invalid endpoint: " + resolved.endpoint_url);
    pipeline::client_settings s;
    s.region = resolved.region_name ? resolved.region_name : config.region;
    s.endpoint_url = resolved.endpoint_url;
    s.partition = resolved.partition;
    s.use_ssl = config.use_ssl;
    s.has_custom_endpoint = config.endpoint_url.has_value();
    s.signing_region = resolved.signing_region;
    s.signing_name = resolved.signing_name;
    s.signature_version = default_signer(config, service, resolved);
    if (config.unsigned_requests)
        s.requested_signature_version = "none";
    else if (config.signature_version_from_code)
        s.requested_signature_version = config.signature_version;
    s.signature_version_configured = config.signature_version.has_value();
    if (!config.auth_scheme_preference.empty()) s.auth_scheme_preference = config.auth_scheme_preference;
    s.sigv4a_signing_region_set = config.sigv4a_signing_region_set;
    s.builtins = endpoint::make_builtins(table, wanted, resolved);
    s.client_context = client_context(config, service);
    s.parameter_validation = config.parameter_validation;
    s.inject_host_prefix = config.inject_host_prefix;
    s.request_checksum = policy(config.request_checksum_calculation);
    s.response_checksum = policy(config.response_checksum_validation);
    s.disable_request_compression = config.disable_request_compression;
    s.request_min_compression_size = static_cast<std::size_t>(config.request_min_compression_size_bytes);
    s.s3_payload_signing_enabled = config.s3.payload_signing_enabled;
    s.s3_presigns_global = presigns_globally(config.s3, resolved);
    s.account_id_endpoint_mode =
        config.unsigned_requests ? "disabled" : std::string(to_string(config.account_id_endpoint_mode));
    s.read_timeout = config.read_timeout;
    return s;
}

retry::strategy_options retry_options(config::resolved_client_config const& config,
                                      service_metadata const& service) {
    retry::strategy_options options;
    if (config.mode == retry_mode::standard) options.mode = retry::mode::standard;
    if (config.mode == retry_mode::adaptive) options.mode = retry::mode::adaptive;
    if (config.total_max_attempts) options.max_attempts = static_cast<unsigned>(*config.total_max_attempts);
    options.endpoint_prefix = service.endpoint_prefix;
    options.service_id = service.event_id;
    return options;
}

/// The service that the session's handlers give for a name, or the one of that name (EVT-01).
asio::awaitable<std::string> chosen_name(emitter const& events, std::string given) {
    choose_service_name choosing(given);
    event_answer<choose_service_name> other;
    auto const handlers = events.find(choose_service_name::event_name);
    if (!emit_now(*handlers, choosing, other)) co_await emit(*handlers, choosing, other);
    co_return other ? std::move(*other) : given;
}

/// What the session's handlers add to a client of a service (EVT-02).
asio::awaitable<client_extensions> extensions_of(emitter const& events, service_schema const& service) {
    auto const name = std::string(creating_client_class::event_name) + '.' + service.metadata().event_id;
    creating_client_class making(name, service);
    auto const handlers = events.find(name);
    if (!emit_now(*handlers, making)) co_await emit(*handlers, making);
    for (auto const& [method, function] : making.methods)
        if (method.empty() || !function)
            throw value_error("Nothing to call in the client method '" + method + "'");
    client_extensions& added = making;
    co_return std::move(added);
}

/// Keys that were given in code; null where both are missing, which makes the rest of no use (SESS-20).
/// Throws partial_credentials_error when one of the two is missing.
std::shared_ptr<pipeline::identity_source> explicit_identity(credentials const& keys) {
    if (keys.access_key().empty() && keys.secret_key().empty()) {
        std::string ignored = keys.session_token() ? "aws_session_token" : "";
        if (keys.account_id()) ignored += ignored.empty() ? "aws_account_id" : ", aws_account_id";
        if (!ignored.empty())
            log::write(log::level::debug, "coaws.session",
                       "Ignoring the following credential-related values which were set without an access "
                       "key id and secret key on the session or client: " +
                           ignored);
        return nullptr;
    }
    if (keys.access_key().empty()) throw partial_credentials_error("explicit", "aws_access_key_id");
    if (keys.secret_key().empty()) throw partial_credentials_error("explicit", "aws_secret_access_key");
    return make_static_identity_source(keys);
}

}  // namespace

asio::awaitable<coaws::client> session::impl::make_client(std::string service, client_config config,
                                                          std::shared_ptr<impl> self, client_origin origin) {
    auto const session_events = client_events();
    service = co_await chosen_name(*session_events, std::move(service));
    session_user_agent program;
    {
        std::lock_guard lock(guard_);
        config = default_config_.merge(config);
        program = user_agent_;
    }
    auto const store = co_await load_configuration();
    auto const catalog = co_await load_catalog();
    auto const& given = config.options();
    std::string version = given.api_version.value_or(std::string());
    if (version.empty()) {
        auto const versions = store->get_map("api_versions");
        if (auto const* wanted = versions.find(service); wanted != nullptr && wanted->is_string())
            version = wanted->as_string();
    }
    auto bundle = catalog->find(service, version);
    if (!bundle.schema) {
        auto load = [catalog, service, version] { return catalog->load(service, version); };
        bundle = co_await helper->run(std::move(load));
    }
    auto const& metadata = bundle.schema->metadata();
    auto extensions = co_await extensions_of(*session_events, *bundle.schema);
    config::resolve_inputs inputs;
    auto const defaults = co_await load_defaults(catalog, config, *store);
    if (defaults) inputs.defaults_data = defaults->root();
    if (config::needs_instance_region(config, *store))
        inputs.instance_region = co_await find_instance_region(self);
    auto const resolved = config::resolve_client_config(config, *store, metadata, inputs);

    pipeline::client_parts parts;
    parts.service = bundle.schema;
    parts.rules = bundle.rules;
    auto const table = catalog->legacy_endpoints();
    parts.settings = make_settings(resolved, metadata, *table);
    parts.settings.prefers_bearer = prefers_bearer(resolved, metadata, *world.environment);
    auto agent = client_user_agent(resolved, program, *world.environment);
    parts.settings.user_agent = std::move(agent.head);
    parts.settings.user_agent_tail = std::move(agent.tail);
    parts.settings.endpoint_discovery = discovery_of(resolved, *bundle.schema);
    parts.retries = retry::make_strategy(retry_options(resolved, metadata), catalog->retry_data());
    if (!resolved.unsigned_requests) {
        if (resolved.credentials) parts.identity = explicit_identity(*resolved.credentials);
        if (!parts.identity) parts.identity = shared_identity(resolved.region);
    }
    parts.tokens = shared_tokens(metadata.signing_name);
    parts.metrics = given.metrics_observer.value_or(nullptr);
    parts.events = std::make_shared<emitter>(*session_events);
    parts.world = world;
    parts.world.transport = transport_for(resolved);
    register_client_handlers(*parts.events, metadata, parts.settings, parts.world);
    monitor_calls(*parts.events, *store, parts.world);

    client_meta meta;
    meta.service_name = service;
    meta.region_name = parts.settings.region;
    meta.endpoint_url = parts.settings.endpoint_url;
    meta.partition = parts.settings.partition;
    meta.service_model = bundle.schema.get();
    auto shared = std::make_shared<coaws::client::impl>(std::move(parts), std::move(meta));
    register_calling_handlers(std::shared_ptr<pipeline::client_core const>(shared, &shared->core));
    shared->executor = options.executor;
    shared->extensions = std::move(extensions);
    shared->catalog = catalog;
    shared->helper = helper;
    shared->service_name = service;
    shared->api_version = version;
    shared->owner = std::move(self);
    coaws::client made(std::move(shared));
    if (origin == client_origin::program) run_client_hooks(made);
    co_return made;
}

asio::awaitable<std::shared_ptr<json::document const>> session::impl::load_defaults(
    std::shared_ptr<service_catalog> catalog, client_config const& config, config::store const& settings) {
    auto const mode = config.options().defaults_mode ? config.options().defaults_mode
                                                     : settings.get_string("defaults_mode");
    if (!mode || *mode == "legacy") co_return nullptr;
    auto load = [catalog] { return catalog->defaults_data(); };
    co_return co_await helper->run(std::move(load));
}

asio::awaitable<std::optional<std::string>> session::impl::find_instance_region(std::shared_ptr<impl> self) {
    auto context = co_await make_provider_context(self);
    std::optional<std::string> region;
    try {
        region = co_await instance_region(context);
    } catch (error const& failure) {
        // Not being on an instance is no failure: the mode falls back to `standard` (CFG-63).
        log::write(log::level::debug, "coaws.session", failure.message());
    }
    co_return region;
}

}  // namespace coaws
