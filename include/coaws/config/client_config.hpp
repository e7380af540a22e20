// How a client is configured in code.
#pragma once

#include <coaws/config/client_options.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace coaws {

/// The options of a client, set one by one and in one expression:
/// `client_config{}.with_region("eu-west-1").with_retries(retry_config{}.with_mode(retry_mode::adaptive))`.
///
/// What is not set comes from environment variables, files and defaults when the client is made. A regular
/// value type; thread-safety as for any value. Not an aggregate on purpose: g++ 12 miscompiles aggregate
/// temporaries beside `co_await`.
class client_config {
  public:
    /// The signature version that stands for "do not sign".
    static constexpr std::string_view unsigned_signature = "unsigned";

    client_config() = default;
    /// From options as data.
    explicit client_config(client_options options) : options_(std::move(options)) {}

    /// Region of the client and of signing (CFG-10).
    client_config& with_region(std::string v) & { return set(&client_options::region, std::move(v)); }
    client_config&& with_region(std::string v) && { return std::move(with_region(std::move(v))); }

    /// API version of the service's model; by default the latest one (SESS-19).
    client_config& with_api_version(std::string v) & {
        return set(&client_options::api_version, std::move(v));
    }
    client_config&& with_api_version(std::string v) && { return std::move(with_api_version(std::move(v))); }

    /// The base URL of every request, with scheme; wins over environment and files (CFG-50).
    client_config& with_endpoint_url(std::string v) & {
        return set(&client_options::endpoint_url, std::move(v));
    }
    client_config&& with_endpoint_url(std::string v) && { return std::move(with_endpoint_url(std::move(v))); }

    /// Whether the scheme is https where no URL is given; true by default.
    client_config& with_use_ssl(bool v) & { return set(&client_options::use_ssl, v); }
    client_config&& with_use_ssl(bool v) && { return std::move(with_use_ssl(v)); }

    /// Whether the service's certificate is checked; true by default.
    client_config& with_verify(bool v) & { return set(&client_options::verify, v); }
    client_config&& with_verify(bool v) && { return std::move(with_verify(v)); }

    /// Path of a file or folder of certificates to check the service against; turns checking on.
    client_config& with_ca_bundle(std::string path) & {
        options_.verify = true;
        return set(&client_options::ca_bundle, std::move(path));
    }
    client_config&& with_ca_bundle(std::string path) && { return std::move(with_ca_bundle(std::move(path))); }

    /// Paths of the certificate that the client shows, and of its key unless that is in the same file
    /// (CFG-23).
    client_config& with_client_cert(std::string cert, std::string key = {}) & {
        client_certificate both;
        both.cert = std::move(cert);
        both.key = std::move(key);
        return set(&client_options::client_cert, std::move(both));
    }
    client_config&& with_client_cert(std::string cert, std::string key = {}) && {
        return std::move(with_client_cert(std::move(cert), std::move(key)));
    }

    /// Keys to sign with instead of the session's (SESS-20).
    client_config& with_credentials(coaws::credentials v) & {
        return set(&client_options::credentials, std::move(v));
    }
    client_config&& with_credentials(coaws::credentials v) && {
        return std::move(with_credentials(std::move(v)));
    }

    /// Name of the signature, e.g. "v4" or "s3v4"; wins over what the service models (CFG-11).
    client_config& with_signature_version(std::string v) & {
        return set(&client_options::signature_version, std::move(v));
    }
    client_config&& with_signature_version(std::string v) && {
        return std::move(with_signature_version(std::move(v)));
    }

    /// Sends every request unsigned and looks for no credentials (CFG-11).
    client_config& with_unsigned() & { return with_signature_version(std::string(unsigned_signature)); }
    client_config&& with_unsigned() && { return std::move(with_unsigned()); }

    /// Replaces the whole User-Agent, to which extras are still appended (CFG-12).
    client_config& with_user_agent(std::string v) & { return set(&client_options::user_agent, std::move(v)); }
    client_config&& with_user_agent(std::string v) && { return std::move(with_user_agent(std::move(v))); }

    /// Appended to the User-Agent as it is (CFG-13).
    client_config& with_user_agent_extra(std::string v) & {
        return set(&client_options::user_agent_extra, std::move(v));
    }
    client_config&& with_user_agent_extra(std::string v) && {
        return std::move(with_user_agent_extra(std::move(v)));
    }

    /// Names the application in the User-Agent; at most 50 characters are sensible (CFG-14).
    client_config& with_user_agent_appid(std::string v) & {
        return set(&client_options::user_agent_appid, std::move(v));
    }
    client_config&& with_user_agent_appid(std::string v) && {
        return std::move(with_user_agent_appid(std::move(v)));
    }

    /// Limit for making one connection; 60 s by default (CFG-15).
    client_config& with_connect_timeout(std::chrono::nanoseconds v) & {
        return set(&client_options::connect_timeout, v);
    }
    client_config&& with_connect_timeout(std::chrono::nanoseconds v) && {
        return std::move(with_connect_timeout(v));
    }

    /// Limit for one read from a connection; 60 s by default (CFG-15).
    client_config& with_read_timeout(std::chrono::nanoseconds v) & {
        return set(&client_options::read_timeout, v);
    }
    client_config&& with_read_timeout(std::chrono::nanoseconds v) && {
        return std::move(with_read_timeout(v));
    }

    /// Whether parameters are checked before a request is made; true by default (CFG-16).
    client_config& with_parameter_validation(bool v) & {
        return set(&client_options::parameter_validation, v);
    }
    client_config&& with_parameter_validation(bool v) && { return std::move(with_parameter_validation(v)); }

    /// Idle connections kept for one host; 10 by default (CFG-17).
    client_config& with_max_pool_connections(int v) & {
        return set(&client_options::max_pool_connections, v);
    }
    client_config&& with_max_pool_connections(int v) && { return std::move(with_max_pool_connections(v)); }

    /// Proxy URLs by scheme, `http` and `https`; by default those of the environment (CFG-18).
    client_config& with_proxies(std::map<std::string, std::string> v) & {
        return set(&client_options::proxies, std::move(v));
    }
    client_config&& with_proxies(std::map<std::string, std::string> v) && {
        return std::move(with_proxies(std::move(v)));
    }

    /// One more proxy URL, for `http` or `https` requests.
    client_config& with_proxy(std::string scheme, std::string url) & {
        if (!options_.proxies) options_.proxies.emplace();
        (*options_.proxies)[std::move(scheme)] = std::move(url);
        return *this;
    }
    client_config&& with_proxy(std::string scheme, std::string url) && {
        return std::move(with_proxy(std::move(scheme), std::move(url)));
    }

    /// How connections to proxies are made (CFG-19).
    client_config& with_proxies_config(coaws::proxies_config v) & {
        return set(&client_options::proxies_settings, std::move(v));
    }
    client_config&& with_proxies_config(coaws::proxies_config v) && {
        return std::move(with_proxies_config(std::move(v)));
    }

    /// S3 settings (CFG-20); replaces those set before.
    client_config& with_s3(s3_config v) & { return set(&client_options::s3, std::move(v)); }
    client_config&& with_s3(s3_config v) && { return std::move(with_s3(std::move(v))); }

    /// Retry settings (CFG-22); replaces those set before.
    client_config& with_retries(retry_config v) & { return set(&client_options::retries, std::move(v)); }
    client_config&& with_retries(retry_config v) && { return std::move(with_retries(std::move(v))); }

    /// Whether modelled host prefixes are put before the host; true by default (CFG-24).
    client_config& with_inject_host_prefix(bool v) & { return set(&client_options::inject_host_prefix, v); }
    client_config&& with_inject_host_prefix(bool v) && { return std::move(with_inject_host_prefix(v)); }

    /// Whether endpoints are looked up at services that offer it (CFG-25).
    client_config& with_endpoint_discovery(endpoint_discovery_mode v) & {
        return set(&client_options::endpoint_discovery, v);
    }
    client_config&& with_endpoint_discovery(endpoint_discovery_mode v) && {
        return std::move(with_endpoint_discovery(v));
    }

    /// Uses endpoints that answer on IPv4 and IPv6 (CFG-26).
    client_config& with_use_dualstack_endpoint(bool v = true) & {
        return set(&client_options::use_dualstack_endpoint, v);
    }
    client_config&& with_use_dualstack_endpoint(bool v = true) && {
        return std::move(with_use_dualstack_endpoint(v));
    }

    /// Uses FIPS endpoints (CFG-26).
    client_config& with_use_fips_endpoint(bool v = true) & {
        return set(&client_options::use_fips_endpoint, v);
    }
    client_config&& with_use_fips_endpoint(bool v = true) && { return std::move(with_use_fips_endpoint(v)); }

    /// Takes no endpoint URL from environment and files (CFG-27).
    client_config& with_ignore_configured_endpoint_urls(bool v = true) & {
        return set(&client_options::ignore_configured_endpoint_urls, v);
    }
    client_config&& with_ignore_configured_endpoint_urls(bool v = true) && {
        return std::move(with_ignore_configured_endpoint_urls(v));
    }

    /// Family of defaults: legacy, auto, standard, in-region, cross-region or mobile (CFG-60).
    client_config& with_defaults_mode(std::string v) & {
        return set(&client_options::defaults_mode, std::move(v));
    }
    client_config&& with_defaults_mode(std::string v) && {
        return std::move(with_defaults_mode(std::move(v)));
    }

    /// Sets SO_KEEPALIVE on connections; false by default (CFG-29).
    client_config& with_tcp_keepalive(bool v = true) & { return set(&client_options::tcp_keepalive, v); }
    client_config&& with_tcp_keepalive(bool v = true) && { return std::move(with_tcp_keepalive(v)); }

    /// Bodies of at least so many bytes are compressed where an operation allows it; 10,240 by default
    /// (CFG-30).
    client_config& with_request_min_compression_size_bytes(std::int64_t v) & {
        return set(&client_options::request_min_compression_size_bytes, v);
    }
    client_config&& with_request_min_compression_size_bytes(std::int64_t v) && {
        return std::move(with_request_min_compression_size_bytes(v));
    }

    /// Compresses no request body (CFG-31).
    client_config& with_disable_request_compression(bool v = true) & {
        return set(&client_options::disable_request_compression, v);
    }
    client_config&& with_disable_request_compression(bool v = true) && {
        return std::move(with_disable_request_compression(v));
    }

    /// An endpoint parameter of the service by its snake_case name; unknown ones are ignored (CFG-32).
    client_config& with_client_context_param(std::string_view name, value v) & {
        if (!options_.client_context_params) options_.client_context_params.emplace();
        (*options_.client_context_params)[name] = std::move(v);
        return *this;
    }
    client_config&& with_client_context_param(std::string_view name, value v) && {
        return std::move(with_client_context_param(name, std::move(v)));
    }

    /// Regions a SigV4a signature is good for, comma-separated, or `*` (CFG-33).
    client_config& with_sigv4a_signing_region_set(std::string v) & {
        return set(&client_options::sigv4a_signing_region_set, std::move(v));
    }
    client_config&& with_sigv4a_signing_region_set(std::string v) && {
        return std::move(with_sigv4a_signing_region_set(std::move(v)));
    }

    /// When requests get a checksum (CFG-34).
    client_config& with_request_checksum_calculation(checksum_mode v) & {
        return set(&client_options::request_checksum_calculation, v);
    }
    client_config&& with_request_checksum_calculation(checksum_mode v) && {
        return std::move(with_request_checksum_calculation(v));
    }

    /// When checksums of responses are checked (CFG-35).
    client_config& with_response_checksum_validation(checksum_mode v) & {
        return set(&client_options::response_checksum_validation, v);
    }
    client_config&& with_response_checksum_validation(checksum_mode v) && {
        return std::move(with_response_checksum_validation(v));
    }

    /// Whether endpoints carry the account id (CFG-36).
    client_config& with_account_id_endpoint_mode(account_id_mode v) & {
        return set(&client_options::account_id_endpoint_mode, v);
    }
    client_config&& with_account_id_endpoint_mode(account_id_mode v) && {
        return std::move(with_account_id_endpoint_mode(v));
    }

    /// Auth schemes by preference, comma-separated without namespace, e.g. "sigv4a,sigv4" (CFG-37).
    client_config& with_auth_scheme_preference(std::string v) & {
        return set(&client_options::auth_scheme_preference, std::move(v));
    }
    client_config&& with_auth_scheme_preference(std::string v) && {
        return std::move(with_auth_scheme_preference(std::move(v)));
    }

    /// Is told what every call of the client cost; the client shares it. Null for nobody, which is the
    /// default. See `coaws/pipeline/metrics.hpp`.
    client_config& with_metrics_observer(std::shared_ptr<metrics_observer> v) & {
        return set(&client_options::metrics_observer, std::move(v));
    }
    client_config&& with_metrics_observer(std::shared_ptr<metrics_observer> v) && {
        return std::move(with_metrics_observer(std::move(v)));
    }

    /// What has been set.
    client_options const& options() const noexcept { return options_; }
    /// These options under those of `other`, which win where both are set (CFG-05). The S3 and the retry
    /// settings count as one option each.
    client_config merge(client_config const& other) const;

  private:
    template <class T>
    client_config& set(std::optional<T> client_options::* member, T v) {
        options_.*member = std::move(v);
        return *this;
    }

    client_options options_;
};

}  // namespace coaws
