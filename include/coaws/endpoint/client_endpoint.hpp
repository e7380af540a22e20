// What a client takes over from the endpoint table and its configuration when it is made (EP-01,
// EP-04…EP-07).
#pragma once

#include <coaws/endpoint/builtins.hpp>
#include <coaws/endpoint/legacy_resolver.hpp>
#include <optional>
#include <string>
#include <vector>

namespace coaws::endpoint {

/// The settings of a client that its endpoint depends on, after configuration has been merged. Absent means
/// that nobody said anything.
struct client_endpoint_settings {
    std::string endpoint_prefix;
    std::string signing_name;  ///< as modelled; empty: the endpoint prefix
    std::optional<std::string> region;
    std::optional<std::string> endpoint_url;
    bool use_ssl = true;
    bool use_fips = false;
    bool use_dualstack = false;
    std::optional<bool> s3_use_dualstack;        ///< s3 and s3-control: outranks `use_dualstack`
    std::string s3_us_east_1_regional_endpoint;  ///< `legacy` (also when empty) or `regional`
    std::string sts_regional_endpoints;          ///< `legacy` or `regional` (also when empty)
    std::optional<bool> s3_use_accelerate;
    std::string s3_addressing_style;  ///< `path`, `virtual`, `auto` or empty
    std::optional<bool> s3_use_arn_region;
    std::optional<bool> s3_disable_multiregion_access_points;
    std::optional<bool> s3_disable_express_session_auth;
    std::string account_id_endpoint_mode;  ///< empty: not set

    client_endpoint_settings() = default;
};

/// What the client reports about itself and signs with by default.
struct client_endpoint {
    std::string endpoint_url;
    std::optional<std::string> region_name;
    std::optional<std::string> signing_region;
    std::string signing_name;
    std::vector<std::string>
        signature_versions;                 ///< the table's, for services whose model names none (SIGN-20)
    std::vector<std::string> variant_tags;  ///< `dualstack`, `fips`
    std::string partition;                  ///< empty when the table has none
    std::string dns_suffix;
};

/// Looks a client's endpoint up. Throws no_region_error, endpoint_variant_error,
/// invalid_s3_us_east_1_regional_endpoint_config_error, invalid_sts_regional_endpoints_config_error.
client_endpoint resolve_client_endpoint(legacy_resolver const& table,
                                        client_endpoint_settings const& settings);

/// The built-in parameters of a client's rule set. `resolved` is what resolve_client_endpoint gave for the
/// same settings. The account id is left out: it comes with the credentials. Throws the two configuration
/// errors from above, whatever the service.
builtin_values make_builtins(legacy_resolver const& table, client_endpoint_settings const& settings,
                             client_endpoint const& resolved);

}  // namespace coaws::endpoint
