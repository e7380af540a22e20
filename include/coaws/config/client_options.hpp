// The options of a client as plain data: each is set or not (CFG-10…37).
#pragma once

#include <chrono>
#include <coaws/auth/credentials.hpp>
#include <coaws/config/retry_config.hpp>
#include <coaws/config/s3_config.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coaws {

class metrics_observer;  // see coaws/pipeline/metrics.hpp

/// When checksums are made or checked (CFG-34, CFG-35).
enum class checksum_mode : std::uint8_t { when_supported, when_required };
/// Whether endpoints carry the account id (CFG-36).
enum class account_id_mode : std::uint8_t { preferred, disabled, required };
/// Whether endpoints are looked up at the service (CFG-25, MISC-10).
enum class endpoint_discovery_mode : std::uint8_t { automatic, enabled, disabled };

/// `when_supported`, `when_required`.
std::string_view to_string(checksum_mode mode) noexcept;
/// Any case. Throws invalid_checksum_config_error naming `key`.
checksum_mode parse_checksum_mode(std::string_view key, std::string_view name);
/// `preferred`, `disabled`, `required`.
std::string_view to_string(account_id_mode mode) noexcept;
/// Any case. Throws invalid_config_error.
account_id_mode parse_account_id_mode(std::string_view name);
/// `auto`, `true`, `false` in any case. Throws invalid_endpoint_discovery_configuration_error.
endpoint_discovery_mode parse_endpoint_discovery_mode(std::string_view name);

/// How the connection to a proxy is made (CFG-19).
struct proxies_config {
    std::string ca_bundle;    ///< path of the certificates that the proxy is checked against
    std::string client_cert;  ///< path of the certificate shown to the proxy
    std::string client_key;   ///< path of its key; empty when it is in the same file
    bool use_forwarding_for_https = false;

    proxies_config() = default;
};

/// A certificate to show to the service (CFG-23).
struct client_certificate {
    std::string cert;  ///< path
    std::string key;   ///< path; empty when it is in the same file

    client_certificate() = default;
};

/// What `client_config` has collected. An absent member was not set.
struct client_options {
    std::optional<std::string> region;
    std::optional<std::string> api_version;
    std::optional<std::string> endpoint_url;
    std::optional<bool> use_ssl;
    std::optional<bool> verify;
    std::optional<std::string> ca_bundle;
    std::optional<client_certificate> client_cert;
    std::optional<coaws::credentials> credentials;
    std::optional<std::string> signature_version;
    std::optional<std::string> user_agent;
    std::optional<std::string> user_agent_extra;
    std::optional<std::string> user_agent_appid;
    std::optional<std::chrono::nanoseconds> connect_timeout;
    std::optional<std::chrono::nanoseconds> read_timeout;
    std::optional<bool> parameter_validation;
    std::optional<int> max_pool_connections;
    std::optional<std::map<std::string, std::string>> proxies;
    std::optional<coaws::proxies_config> proxies_settings;
    std::optional<s3_config> s3;
    std::optional<retry_config> retries;
    std::optional<bool> inject_host_prefix;
    std::optional<endpoint_discovery_mode> endpoint_discovery;
    std::optional<bool> use_dualstack_endpoint;
    std::optional<bool> use_fips_endpoint;
    std::optional<bool> ignore_configured_endpoint_urls;
    std::optional<std::string> defaults_mode;
    std::optional<bool> tcp_keepalive;
    std::optional<std::int64_t> request_min_compression_size_bytes;
    std::optional<bool> disable_request_compression;
    std::optional<value_map> client_context_params;
    std::optional<std::string> sigv4a_signing_region_set;
    std::optional<checksum_mode> request_checksum_calculation;
    std::optional<checksum_mode> response_checksum_validation;
    std::optional<account_id_mode> account_id_endpoint_mode;
    std::optional<std::string> auth_scheme_preference;
    std::optional<std::shared_ptr<coaws::metrics_observer>> metrics_observer;

    client_options() = default;

    /// Takes over what `other` has set (CFG-05).
    void merge(client_options const& other);
};

}  // namespace coaws
