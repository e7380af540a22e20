// Merging of client options.
#include <coaws/config/client_config.hpp>
#include <tuple>

namespace coaws {

namespace {

using o = client_options;

/// Every option once; merging walks the list.
constexpr auto all_options = std::tuple{
    &o::region,
    &o::api_version,
    &o::endpoint_url,
    &o::use_ssl,
    &o::verify,
    &o::ca_bundle,
    &o::client_cert,
    &o::credentials,
    &o::signature_version,
    &o::user_agent,
    &o::user_agent_extra,
    &o::user_agent_appid,
    &o::connect_timeout,
    &o::read_timeout,
    &o::parameter_validation,
    &o::max_pool_connections,
    &o::proxies,
    &o::proxies_settings,
    &o::s3,
    &o::retries,
    &o::inject_host_prefix,
    &o::endpoint_discovery,
    &o::use_dualstack_endpoint,
    &o::use_fips_endpoint,
    &o::ignore_configured_endpoint_urls,
    &o::defaults_mode,
    &o::tcp_keepalive,
    &o::request_min_compression_size_bytes,
    &o::disable_request_compression,
    &o::client_context_params,
    &o::sigv4a_signing_region_set,
    &o::request_checksum_calculation,
    &o::response_checksum_validation,
    &o::account_id_endpoint_mode,
    &o::auth_scheme_preference,
    &o::metrics_observer,
};

template <class T>
void take(std::optional<T>& into, std::optional<T> const& from) {
    if (from) into = from;
}

}  // namespace

void client_options::merge(client_options const& other) {
    // `verify` and `ca_bundle` are one setting: a later "verify" must not keep an earlier bundle, nor the
    // reverse.
    if (other.verify) ca_bundle.reset();
    std::apply([&](auto... member) { (take(this->*member, other.*member), ...); }, all_options);
}

client_config client_config::merge(client_config const& other) const {
    client_config merged = *this;
    merged.options_.merge(other.options_);
    return merged;
}

void s3_config::merge(s3_config const& other) {
    take(addressing, other.addressing);
    take(use_accelerate_endpoint, other.use_accelerate_endpoint);
    take(use_dualstack_endpoint, other.use_dualstack_endpoint);
    take(payload_signing_enabled, other.payload_signing_enabled);
    take(use_arn_region, other.use_arn_region);
    take(us_east_1_regional_endpoint, other.us_east_1_regional_endpoint);
    take(disable_multiregion_access_points, other.disable_multiregion_access_points);
    take(disable_express_session_auth, other.disable_express_session_auth);
}

}  // namespace coaws
