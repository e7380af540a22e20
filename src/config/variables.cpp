// The tables of session variables.
#include <coaws/base/errors_parameters.hpp>
#include <coaws/config/variables.hpp>
#include <initializer_list>

#include "config/python_text.hpp"

namespace coaws::config {

namespace {

using enum conversion;

/// A variable whose key in files is its name, as most are.
variable plain(char const* name, char const* env, value fallback = {}, conversion how = none) {
    return variable(name)
        .with_env(env)
        .with_file(file_key(name))
        .with_default(std::move(fallback))
        .with_conversion(how);
}

variable s3_key(char const* key, conversion how = none) {
    return variable(key).with_file(file_key("s3", key)).with_conversion(how);
}

variable_table make_builtin_variables() {
    variable_table table;
    table.push_back(variable("profile").with_env("AWS_DEFAULT_PROFILE").with_env("AWS_PROFILE"));
    table.push_back(variable("region")
                        .with_env("AWS_REGION")
                        .with_env("AWS_DEFAULT_REGION")
                        .with_file(file_key("region")));
    table.push_back(plain("data_path", "AWS_DATA_PATH"));
    table.push_back(variable("config_file").with_env("AWS_CONFIG_FILE").with_default("~/.aws/config"));
    table.push_back(variable("credentials_file")
                        .with_env("AWS_SHARED_CREDENTIALS_FILE")
                        .with_default("~/.aws/credentials"));
    table.push_back(plain("ca_bundle", "AWS_CA_BUNDLE"));
    table.push_back(variable("api_versions").with_file(file_key("api_versions")).with_default(value_map()));
    table.push_back(plain("metadata_service_timeout", "AWS_METADATA_SERVICE_TIMEOUT", 1, integer));
    table.push_back(plain("metadata_service_num_attempts", "AWS_METADATA_SERVICE_NUM_ATTEMPTS", 1, integer));
    table.push_back(plain("ec2_metadata_service_endpoint", "AWS_EC2_METADATA_SERVICE_ENDPOINT"));
    table.push_back(plain("ec2_metadata_service_endpoint_mode", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"));
    table.push_back(plain("ec2_metadata_v1_disabled", "AWS_EC2_METADATA_V1_DISABLED", false, boolean));
    table.push_back(plain("imds_use_ipv6", "AWS_IMDS_USE_IPV6", false, boolean));
    table.push_back(plain("use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT", {}, boolean));
    table.push_back(plain("use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT", {}, boolean));
    table.push_back(
        plain("ignore_configured_endpoint_urls", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", {}, boolean));
    table.push_back(
        variable("parameter_validation").with_file(file_key("parameter_validation")).with_default(true));
    table.push_back(plain("csm_enabled", "AWS_CSM_ENABLED", false, boolean));
    table.push_back(plain("csm_host", "AWS_CSM_HOST", "127.0.0.1"));
    table.push_back(plain("csm_port", "AWS_CSM_PORT", 31000, integer));
    table.push_back(plain("csm_client_id", "AWS_CSM_CLIENT_ID", ""));
    table.push_back(plain("endpoint_discovery_enabled", "AWS_ENDPOINT_DISCOVERY_ENABLED", "auto"));
    table.push_back(plain("sts_regional_endpoints", "AWS_STS_REGIONAL_ENDPOINTS", "regional"));
    table.push_back(plain("retry_mode", "AWS_RETRY_MODE", "legacy"));
    table.push_back(plain("defaults_mode", "AWS_DEFAULTS_MODE", "legacy"));
    table.push_back(plain("max_attempts", "AWS_MAX_ATTEMPTS", {}, integer));
    table.push_back(
        variable("user_agent_appid").with_env("AWS_SDK_UA_APP_ID").with_file(file_key("sdk_ua_app_id")));
    table.push_back(
        plain("request_min_compression_size_bytes", "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", 10240));
    table.push_back(plain("disable_request_compression", "AWS_DISABLE_REQUEST_COMPRESSION", false, boolean));
    table.push_back(plain("sigv4a_signing_region_set", "AWS_SIGV4A_SIGNING_REGION_SET"));
    table.push_back(
        plain("request_checksum_calculation", "AWS_REQUEST_CHECKSUM_CALCULATION", "when_supported"));
    table.push_back(
        plain("response_checksum_validation", "AWS_RESPONSE_CHECKSUM_VALIDATION", "when_supported"));
    table.push_back(plain("account_id_endpoint_mode", "AWS_ACCOUNT_ID_ENDPOINT_MODE", "preferred"));
    table.push_back(plain("disable_host_prefix_injection", "AWS_DISABLE_HOST_PREFIX_INJECTION", {}, boolean));
    table.push_back(plain("auth_scheme_preference", "AWS_AUTH_SCHEME_PREFERENCE"));
    table.push_back(plain("tcp_keepalive", "BOTOCORE_TCP_KEEPALIVE", {}, boolean));
    table.push_back(plain("s3_disable_express_session_auth", "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH"));
    // Only the defaults mode ever gives it a value (CFG-41l).
    table.push_back(variable("connect_timeout"));
    return table;
}

variable_table make_s3_variables() {
    variable_table table;
    table.push_back(s3_key("addressing_style"));
    table.push_back(s3_key("use_accelerate_endpoint", boolean));
    table.push_back(s3_key("use_dualstack_endpoint", boolean));
    table.push_back(s3_key("payload_signing_enabled", boolean));
    table.push_back(variable("use_arn_region")
                        .with_env("AWS_S3_USE_ARN_REGION")
                        .with_file(file_key("s3_use_arn_region"))
                        .with_file(file_key("s3", "use_arn_region"))
                        .with_conversion(boolean));
    table.push_back(variable("us_east_1_regional_endpoint")
                        .with_env("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT")
                        .with_file(file_key("s3_us_east_1_regional_endpoint"))
                        .with_file(file_key("s3", "us_east_1_regional_endpoint")));
    table.push_back(variable("s3_disable_multiregion_access_points")
                        .with_env("AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS")
                        .with_file(file_key("s3", "s3_disable_multiregion_access_points"))
                        .with_conversion(boolean));
    return table;
}

variable_table make_proxies_config_variables() {
    variable_table table;
    table.push_back(variable("proxy_ca_bundle").with_file(file_key("proxy_ca_bundle")));
    table.push_back(variable("proxy_client_cert").with_file(file_key("proxy_client_cert")));
    table.push_back(variable("proxy_use_forwarding_for_https")
                        .with_file(file_key("proxy_use_forwarding_for_https"))
                        .with_conversion(boolean));
    return table;
}

}  // namespace

variable_table const& builtin_variables() {
    static variable_table const table = make_builtin_variables();
    return table;
}

variable_table const& s3_variables() {
    static variable_table const table = make_s3_variables();
    return table;
}

variable_table const& proxies_config_variables() {
    static variable_table const table = make_proxies_config_variables();
    return table;
}

value convert(value v, conversion how) {
    if (v.is_null() || how == none) return v;
    auto const* text = v.get_if<std::string>();
    if (how == boolean) return v.is_bool() ? v.as_bool() : text != nullptr && parse_boolean(*text);
    if (v.is_int()) return v;
    if (text == nullptr)
        throw value_error("a number was expected, not a " + std::string(to_string(v.kind())));
    auto const number = parse_integer(*text);
    if (!number) throw value_error("invalid literal for int() with base 10: '" + *text + "'");
    return *number;
}

value variable::convert(value v) const {
    if (v.is_null()) return v;
    return converter_ ? converter_(std::move(v)) : config::convert(std::move(v), conversion_);
}

}  // namespace coaws::config
