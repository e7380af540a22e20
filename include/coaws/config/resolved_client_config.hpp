// The final settings of a client, and how they come about (SESS-19, CFG-01…63).
#pragma once

#include <chrono>
#include <coaws/base/json.hpp>
#include <coaws/config/client_config.hpp>
#include <coaws/config/store.hpp>
#include <coaws/schema/service_schema.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace coaws::config {

/// What a client works with. Filled by `resolve_client_config`; plain data.
struct resolved_client_config {
    std::optional<std::string> region;  ///< without FIPS marks (CLI-16)
    std::string api_version;            ///< empty for the latest
    bool use_ssl = true;
    /// The configured base URL, valid: given in code, or from environment and files. Absent: the endpoint
    /// rules decide.
    std::optional<std::string> endpoint_url;
    bool endpoint_url_from_code = false;
    bool use_fips_endpoint = false;
    /// With the S3 setting taken into account for S3 and S3 Control.
    bool use_dualstack_endpoint = false;
    regional_endpoints sts_regional_endpoints = regional_endpoints::regional;

    bool verify = true;
    std::string ca_bundle;  ///< path; empty for the system's certificates
    std::optional<client_certificate> client_cert;
    std::chrono::nanoseconds connect_timeout = std::chrono::seconds(60);
    std::chrono::nanoseconds read_timeout = std::chrono::seconds(60);
    int max_pool_connections = 10;
    bool tcp_keepalive = false;
    /// Absent: the environment's proxies count.
    std::optional<std::map<std::string, std::string>> proxies;
    std::optional<proxies_config> proxies_settings;

    std::optional<coaws::credentials> credentials;  ///< given in code
    bool unsigned_requests = false;
    /// The signature version that was chosen, in code or in the profile's section of the service (CFG-46).
    std::optional<std::string> signature_version;
    bool signature_version_from_code = false;
    std::string auth_scheme_preference;  ///< normalised; empty when there is none
    bool auth_scheme_preference_from_code = false;
    std::optional<std::string> sigv4a_signing_region_set;

    retry_mode mode = retry_mode::legacy;
    std::optional<int> total_max_attempts;

    s3_config s3;
    /// The `s3` settings by their names in files, for the endpoint's client context (CFG-32).
    value_map s3_values;
    bool s3_disable_express_session_auth = false;
    value_map client_context_params;

    bool parameter_validation = true;
    bool inject_host_prefix = true;
    checksum_mode request_checksum_calculation = checksum_mode::when_supported;
    checksum_mode response_checksum_validation = checksum_mode::when_supported;
    std::int64_t request_min_compression_size_bytes = 10240;
    bool disable_request_compression = false;
    account_id_mode account_id_endpoint_mode = account_id_mode::preferred;
    /// As it was set: parse_endpoint_discovery_mode applies to services that have discovery (CFG-40s).
    std::string endpoint_discovery = "auto";
    std::string defaults_mode = "legacy";  ///< never `auto`

    std::optional<std::string> user_agent;
    std::optional<std::string> user_agent_extra;
    std::optional<std::string> user_agent_appid;

    resolved_client_config() = default;
};

/// What resolution needs beside the settings.
struct resolve_inputs {
    /// Contents of the data file `sdk-default-configuration`.
    json::view defaults_data{};
    /// The region that the program runs in, for defaults mode `auto`: what the environment does not say and
    /// the metadata service does.
    std::optional<std::string> instance_region{};

    resolve_inputs() = default;
};

/// The region that a client of this configuration gets, before FIPS marks are taken off; absent when none is
/// set. Throws invalid_region_error (SESS-21).
std::optional<std::string> resolve_region(client_config const& config, store const& settings);

/// Whether `instance_region` would make a difference: mode `auto`, and the environment does not name the
/// region.
bool needs_instance_region(client_config const& config, store const& settings);

/// Combines code, environment, files and defaults to the final settings of a client. Pure but for the store's
/// questions. Throws, with the reference's types, for every setting that makes no sense:
/// invalid_region_error, value_error for an endpoint URL (SESS-22), invalid_retry_mode_error,
/// invalid_max_retry_attempts_error, invalid_checksum_config_error, invalid_defaults_mode,
/// invalid_config_error, invalid_s3_addressing_style_error,
/// invalid_s3_us_east_1_regional_endpoint_config_error, invalid_sts_regional_endpoints_config_error, and what
/// the store throws.
resolved_client_config resolve_client_config(client_config const& config, store const& settings,
                                             service_metadata const& service,
                                             resolve_inputs const& inputs = {});

}  // namespace coaws::config
