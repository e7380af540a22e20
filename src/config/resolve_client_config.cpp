// From settings in code, environment and files to the final settings of a client.
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/log.hpp>
#include <coaws/base/text.hpp>
#include <coaws/config/defaults_mode.hpp>
#include <coaws/config/resolved_client_config.hpp>
#include <coaws/config/urls.hpp>

#include "config/python_text.hpp"
#include "config/resolve_steps.hpp"

namespace coaws::config {

namespace {

constexpr std::string_view logger = "coaws.config";
/// Longer application ids are sent, but warned about.
constexpr std::size_t longest_appid = 50;

void erase_all(std::string& text, std::string_view part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at))
        text.erase(at, part.size());
}

void resolve_certificates(resolve_step const& step) {
    auto& out = step.out;
    out.client_cert = step.code.client_cert;
    out.verify = step.code.verify.value_or(true);
    if (step.code.verify && !step.code.ca_bundle) return;
    auto bundle = step.code.ca_bundle;
    if (!bundle) bundle = step.settings.get_string("ca_bundle");
    if (!bundle) bundle = step.settings.environment_variable("REQUESTS_CA_BUNDLE");
    if (!bundle || !out.verify) return;
    if (strip(*bundle).empty()) {
        throw invalid_config_error(
            "Invalid CA bundle: the configured value (ca_bundle, AWS_CA_BUNDLE, REQUESTS_CA_BUNDLE, or "
            "verify) "
            "resolved to an empty or whitespace-only string. Provide a valid path to a CA bundle file.");
    }
    out.ca_bundle = std::move(*bundle);
}

void resolve_connection(resolve_step const& step) {
    auto& out = step.out;
    auto const& code = step.code;
    out.use_ssl = code.use_ssl.value_or(true);
    resolve_certificates(step);
    if (code.connect_timeout) {
        out.connect_timeout = *code.connect_timeout;
    } else if (auto const seconds = step.settings.get("connect_timeout"); seconds.is_number()) {
        std::chrono::duration<double> const timeout(seconds.as_double());
        out.connect_timeout = std::chrono::duration_cast<std::chrono::nanoseconds>(timeout);
    }
    out.read_timeout = code.read_timeout.value_or(out.read_timeout);
    out.max_pool_connections = code.max_pool_connections.value_or(out.max_pool_connections);
    out.proxies = code.proxies;
    out.proxies_settings = code.proxies_settings;
    out.tcp_keepalive =
        code.tcp_keepalive ? *code.tcp_keepalive : step.settings.get_bool("tcp_keepalive").value_or(false);
}

void resolve_endpoint(resolve_step const& step) {
    auto& out = step.out;
    auto const& code = step.code;
    if (code.endpoint_url) {
        out.endpoint_url = code.endpoint_url;
        out.endpoint_url_from_code = true;
    } else {
        bool const ignore = code.ignore_configured_endpoint_urls
                                ? *code.ignore_configured_endpoint_urls
                                : step.settings.get_bool("ignore_configured_endpoint_urls").value_or(false);
        if (!ignore) out.endpoint_url = step.settings.configured_endpoint_url(step.service.name);
    }
    if (out.endpoint_url && !is_valid_endpoint_url(*out.endpoint_url)) {
        throw value_error("Invalid endpoint: " + *out.endpoint_url);
    }
    if (!out.use_fips_endpoint) {
        out.use_fips_endpoint = code.use_fips_endpoint
                                    ? *code.use_fips_endpoint
                                    : step.settings.get_bool("use_fips_endpoint").value_or(false);
    }
    auto const sts = step.settings.get_string("sts_regional_endpoints").value_or("");
    if (sts == "legacy") {
        out.sts_regional_endpoints = regional_endpoints::legacy;
    } else if (!sts.empty() && sts != "regional") {
        throw invalid_sts_regional_endpoints_config_error(sts);
    }
}

void resolve_dualstack(resolve_step const& step) {
    auto const& prefix = step.service.endpoint_prefix;
    bool const is_s3 = prefix == "s3" || prefix == "s3-control";
    auto const& code = step.code;
    if (is_s3 && code.s3 && code.s3->use_dualstack_endpoint) {
        step.out.use_dualstack_endpoint = *code.s3->use_dualstack_endpoint;
    } else if (is_s3 && step.out.s3.use_dualstack_endpoint.value_or(false)) {
        step.out.use_dualstack_endpoint = true;
    } else {
        step.out.use_dualstack_endpoint =
            code.use_dualstack_endpoint ? *code.use_dualstack_endpoint
                                        : step.settings.get_bool("use_dualstack_endpoint").value_or(false);
    }
}

void resolve_user_agent(resolve_step const& step) {
    auto& out = step.out;
    out.user_agent = step.code.user_agent;
    out.user_agent_extra = step.code.user_agent_extra;
    out.user_agent_appid = step.code.user_agent_appid ? step.code.user_agent_appid
                                                      : step.settings.get_string("user_agent_appid");
    if (out.user_agent_appid && utf8_length(*out.user_agent_appid) > longest_appid) {
        log::write(log::level::warning, logger,
                   "The configured value for user_agent_appid exceeds the maximum length of 50 characters.");
    }
}

void resolve_api_version(resolve_step const& step) {
    if (step.code.api_version) {
        step.out.api_version = *step.code.api_version;
        return;
    }
    auto const versions = step.settings.get("api_versions");
    auto const* version = versions.find(step.service.name);
    if (version != nullptr && version->is_string()) step.out.api_version = version->as_string();
}

/// The mode that code, environment and files ask for; may be `auto`.
std::string chosen_defaults_mode(client_config const& config, store const& settings) {
    auto const& code = config.options().defaults_mode;
    if (code && !code->empty()) return *code;
    return settings.get_string("defaults_mode").value_or("legacy");
}

/// The region that the environment says the program runs in (CFG-63).
std::optional<std::string> environment_region(store const& settings) {
    if (settings.environment_variable("AWS_EXECUTION_ENV").value_or("").empty()) return std::nullopt;
    auto region = settings.environment_variable("AWS_REGION");
    if (!region) region = settings.environment_variable("AWS_DEFAULT_REGION");
    return region && !region->empty() ? region : std::nullopt;
}

/// The settings with the defaults of the mode behind them.
store with_smart_defaults(store const& settings, resolved_client_config& out, client_config const& config,
                          resolve_inputs const& inputs) {
    auto const chosen = chosen_defaults_mode(config, settings);
    // Without the data file only the mode that needs none can be told from a wrong one.
    if (iequals(chosen, "legacy")) return settings;
    out.defaults_mode = check_defaults_mode(chosen, inputs.defaults_data);
    if (out.defaults_mode == "auto") {
        auto current = environment_region(settings);
        out.defaults_mode = resolve_auto_mode(out.region, current ? current : inputs.instance_region);
    }
    auto const defaults = load_smart_defaults(out.defaults_mode, inputs.defaults_data);
    auto changed =
        settings.with_default("retry_mode", defaults.retry_mode)
            .with_default("sts_regional_endpoints", defaults.sts_regional_endpoints)
            .with_default("s3.us_east_1_regional_endpoint", defaults.s3_us_east_1_regional_endpoint);
    if (!defaults.connect_timeout) return changed;
    auto const seconds = std::chrono::duration_cast<std::chrono::duration<double>>(*defaults.connect_timeout);
    return changed.with_default("connect_timeout", seconds.count());
}

}  // namespace

std::optional<std::string> resolve_region(client_config const& config, store const& settings) {
    auto region = config.options().region;
    if (!region) region = settings.get_string("region");
    if (region && !is_valid_region(*region)) throw invalid_region_error(*region);
    return region;
}

bool needs_instance_region(client_config const& config, store const& settings) {
    return iequals(chosen_defaults_mode(config, settings), "auto") && !environment_region(settings);
}

resolved_client_config resolve_client_config(client_config const& config, store const& settings,
                                             service_metadata const& service, resolve_inputs const& inputs) {
    resolved_client_config out;
    // A profile that does not exist is an error even where every value comes from elsewhere (SESS-20a).
    auto const profile_keys = settings.scoped_config();
    out.region = resolve_region(config, settings);
    auto const with_defaults = with_smart_defaults(settings, out, config, inputs);
    if (out.region) {
        auto plain = *out.region;
        erase_all(plain, "fips-");
        erase_all(plain, "-fips");
        if (plain != *out.region) {
            log::write(
                log::level::warning, logger,
                "transforming region from " + *out.region + " to " + plain +
                    " and setting use_fips_endpoint to true. client should not be configured with a fips "
                    "psuedo region.");
            out.region = std::move(plain);
            out.use_fips_endpoint = true;
        }
    }
    resolve_step const step{config.options(), with_defaults, service, profile_keys, out};
    resolve_api_version(step);
    resolve_connection(step);
    resolve_endpoint(step);
    resolve_s3(step);
    resolve_dualstack(step);
    resolve_signing(step);
    resolve_retries(step);
    resolve_user_agent(step);
    resolve_payloads(step);
    resolve_behaviour(step);
    return out;
}

}  // namespace coaws::config
