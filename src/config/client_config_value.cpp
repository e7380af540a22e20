// Reading client options from a map.
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/config/client_config_value.hpp>
#include <limits>

#include "config/python_text.hpp"

namespace coaws::config {

namespace {

[[noreturn]] void wrong_kind(std::string_view name, value const& v) {
    throw value_error("The option " + std::string(name) + " cannot be a " + std::string(to_string(v.kind())));
}

std::string text(std::string_view name, value const& v) {
    if (!v.is_string()) wrong_kind(name, v);
    return v.as_string();
}

/// A flag, or its text as configuration files have it.
bool flag(std::string_view name, value const& v) {
    if (v.is_string()) return parse_boolean(v.as_string());
    if (!v.is_bool()) wrong_kind(name, v);
    return v.as_bool();
}

int number(std::string_view name, value const& v) {
    if (!v.is_int()) wrong_kind(name, v);
    auto const n = v.as_int();
    if (n > std::numeric_limits<int>::max() || n < std::numeric_limits<int>::min()) {
        throw value_error("The option " + std::string(name) + " is out of range");
    }
    return static_cast<int>(n);
}

std::chrono::nanoseconds seconds(std::string_view name, value const& v) {
    if (!v.is_number()) wrong_kind(name, v);
    auto const count = v.as_double();
    // Beyond some 290 years a count of nanoseconds ends.
    if (!(count >= 0 && count < 9e9))
        throw value_error("The option " + std::string(name) + " is out of range");
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(count));
}

value_map const& map(std::string_view name, value const& v) {
    if (!v.is_map()) wrong_kind(name, v);
    return v.as_map();
}

retry_config retries(value_map const& options) {
    retry_config config;
    for (auto const& [name, v] : options) {
        if (name == "max_attempts") {
            config.with_max_attempts(number(name, v));
        } else if (name == "total_max_attempts") {
            config.with_total_max_attempts(number(name, v));
        } else if (name == "mode") {
            config.with_mode(parse_retry_mode(text(name, v)));
        } else {
            throw invalid_retry_configuration_error(name, {"max_attempts", "mode", "total_max_attempts"});
        }
    }
    return config;
}

s3_config s3(value_map const& options) {
    s3_config config;
    for (auto const& [name, v] : options) {
        if (v.is_null()) continue;
        if (name == "addressing_style") {
            config.addressing = parse_addressing_style(text(name, v));
        } else if (name == "use_accelerate_endpoint") {
            config.use_accelerate_endpoint = flag(name, v);
        } else if (name == "use_dualstack_endpoint") {
            config.use_dualstack_endpoint = flag(name, v);
        } else if (name == "payload_signing_enabled") {
            config.payload_signing_enabled = flag(name, v);
        } else if (name == "use_arn_region") {
            config.use_arn_region = flag(name, v);
        } else if (name == "us_east_1_regional_endpoint") {
            auto const choice = text(name, v);
            if (choice != "legacy" && choice != "regional") {
                throw invalid_s3_us_east_1_regional_endpoint_config_error(choice);
            }
            config.us_east_1_regional_endpoint =
                choice == "legacy" ? regional_endpoints::legacy : regional_endpoints::regional;
        } else if (name == "s3_disable_multiregion_access_points") {
            config.disable_multiregion_access_points = flag(name, v);
        } else if (name == "disable_s3_express_session_auth") {
            config.disable_express_session_auth = flag(name, v);
        }
        // The reference takes any key in this map and ignores the others, as do files.
    }
    return config;
}

proxies_config proxies_settings(value_map const& options) {
    proxies_config config;
    for (auto const& [name, v] : options) {
        if (v.is_null()) continue;
        if (name == "proxy_ca_bundle") config.ca_bundle = text(name, v);
        if (name == "proxy_use_forwarding_for_https") config.use_forwarding_for_https = flag(name, v);
        if (name != "proxy_client_cert") continue;
        bool const pair = v.is_list() && v.size() == 2;
        config.client_cert = text(name, pair ? v.at(0) : v);
        if (pair) config.client_key = text(name, v.at(1));
    }
    return config;
}

client_certificate certificate(std::string_view name, value const& v) {
    client_certificate both;
    bool const pair = v.is_list() && v.size() == 2;
    both.cert = text(name, pair ? v.at(0) : v);
    if (pair) both.key = text(name, v.at(1));
    return both;
}

std::map<std::string, std::string> proxies(value_map const& options) {
    std::map<std::string, std::string> by_scheme;
    for (auto const& [scheme, url] : options) by_scheme[scheme] = text("proxies", url);
    return by_scheme;
}

using setter = void (*)(client_options&, std::string_view name, value const&);

template <std::optional<std::string> client_options::* Member>
void set_text(client_options& o, std::string_view name, value const& v) {
    o.*Member = text(name, v);
}

template <std::optional<bool> client_options::* Member>
void set_flag(client_options& o, std::string_view name, value const& v) {
    o.*Member = flag(name, v);
}

template <std::optional<std::chrono::nanoseconds> client_options::* Member>
void set_seconds(client_options& o, std::string_view name, value const& v) {
    o.*Member = seconds(name, v);
}

template <std::optional<checksum_mode> client_options::* Member>
void set_checksum(client_options& o, std::string_view name, value const& v) {
    o.*Member = parse_checksum_mode(name, text(name, v));
}

struct named_setter {
    std::string_view name;
    setter set;
};

using o = client_options;

constexpr named_setter setters[] = {
    {"region_name", set_text<&o::region>},
    {"signature_version", set_text<&o::signature_version>},
    {"user_agent", set_text<&o::user_agent>},
    {"user_agent_extra", set_text<&o::user_agent_extra>},
    {"user_agent_appid", set_text<&o::user_agent_appid>},
    {"connect_timeout", set_seconds<&o::connect_timeout>},
    {"read_timeout", set_seconds<&o::read_timeout>},
    {"parameter_validation", set_flag<&o::parameter_validation>},
    {"max_pool_connections",
     [](o& c, std::string_view n, value const& v) { c.max_pool_connections = number(n, v); }},
    {"proxies", [](o& c, std::string_view n, value const& v) { c.proxies = proxies(map(n, v)); }},
    {"proxies_config",
     [](o& c, std::string_view n, value const& v) { c.proxies_settings = proxies_settings(map(n, v)); }},
    {"s3", [](o& c, std::string_view n, value const& v) { c.s3 = s3(map(n, v)); }},
    // The reference has this option and honours the key of the same meaning in `s3` instead (CFG-21).
    {"s3_disable_express_session_auth", [](o&, std::string_view n, value const& v) { flag(n, v); }},
    {"retries", [](o& c, std::string_view n, value const& v) { c.retries = retries(map(n, v)); }},
    {"client_cert", [](o& c, std::string_view n, value const& v) { c.client_cert = certificate(n, v); }},
    {"inject_host_prefix", set_flag<&o::inject_host_prefix>},
    {"endpoint_discovery_enabled",
     [](o& c, std::string_view n, value const& v) {
         c.endpoint_discovery =
             parse_endpoint_discovery_mode(v.is_bool() ? (v.as_bool() ? "true" : "false") : text(n, v));
     }},
    {"use_dualstack_endpoint", set_flag<&o::use_dualstack_endpoint>},
    {"use_fips_endpoint", set_flag<&o::use_fips_endpoint>},
    {"ignore_configured_endpoint_urls", set_flag<&o::ignore_configured_endpoint_urls>},
    {"defaults_mode", set_text<&o::defaults_mode>},
    {"tcp_keepalive", set_flag<&o::tcp_keepalive>},
    {"request_min_compression_size_bytes",
     [](o& c, std::string_view n, value const& v) { c.request_min_compression_size_bytes = number(n, v); }},
    {"disable_request_compression", set_flag<&o::disable_request_compression>},
    {"client_context_params",
     [](o& c, std::string_view n, value const& v) { c.client_context_params = map(n, v); }},
    {"sigv4a_signing_region_set", set_text<&o::sigv4a_signing_region_set>},
    {"request_checksum_calculation", set_checksum<&o::request_checksum_calculation>},
    {"response_checksum_validation", set_checksum<&o::response_checksum_validation>},
    {"account_id_endpoint_mode",
     [](o& c, std::string_view n, value const& v) {
         c.account_id_endpoint_mode = parse_account_id_mode(text(n, v));
     }},
    {"auth_scheme_preference", set_text<&o::auth_scheme_preference>},
};

}  // namespace

client_config client_config_from_value(value_map const& options) {
    client_options parsed;
    for (auto const& [name, v] : options) {
        setter set = nullptr;
        for (auto const& one : setters) {
            if (one.name == name) set = one.set;
        }
        if (set == nullptr) throw value_error("Got unexpected keyword argument '" + name + "'");
        if (!v.is_null()) set(parsed, name, v);
    }
    return client_config(std::move(parsed));
}

}  // namespace coaws::config
