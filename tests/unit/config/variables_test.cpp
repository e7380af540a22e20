// Every built-in session variable: its variables of the environment, its key in files, its default, its type.
#include <doctest/doctest.h>
#include <coaws/base/errors_parameters.hpp>
#include <set>
#include <string>

#include "memory_ports.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

struct row {
    std::string name;
    std::string env;   ///< empty: none
    std::string key;   ///< in the profile; empty: none
    value fallback;    ///< null: none
    char const* text;  ///< what environment and file are given
    value converted;   ///< what comes out
};

row const rows[] = {
    {"profile", "AWS_PROFILE", "", {}, "default", "default"},
    {"profile", "AWS_DEFAULT_PROFILE", "", {}, "default", "default"},
    {"region", "AWS_REGION", "region", {}, "r", "r"},
    {"region", "AWS_DEFAULT_REGION", "region", {}, "r", "r"},
    {"data_path", "AWS_DATA_PATH", "data_path", {}, "/a:/b", "/a:/b"},
    {"config_file", "AWS_CONFIG_FILE", "", "~/.aws/config", "/u/me/.aws/config", "/u/me/.aws/config"},
    {"credentials_file", "AWS_SHARED_CREDENTIALS_FILE", "", "~/.aws/credentials", "/c", "/c"},
    {"ca_bundle", "AWS_CA_BUNDLE", "ca_bundle", {}, "/c", "/c"},
    {"metadata_service_timeout", "AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout", 1, "7", 7},
    {"metadata_service_num_attempts", "AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts", 1,
     "7", 7},
    {"ec2_metadata_service_endpoint",
     "AWS_EC2_METADATA_SERVICE_ENDPOINT",
     "ec2_metadata_service_endpoint",
     {},
     "http://x",
     "http://x"},
    {"ec2_metadata_service_endpoint_mode",
     "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
     "ec2_metadata_service_endpoint_mode",
     {},
     "ipv6",
     "ipv6"},
    {"ec2_metadata_v1_disabled", "AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled", false, "TRUE",
     true},
    {"imds_use_ipv6", "AWS_IMDS_USE_IPV6", "imds_use_ipv6", false, "true", true},
    {"use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", {}, "true", true},
    {"use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", {}, "yes", false},
    {"ignore_configured_endpoint_urls",
     "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
     "ignore_configured_endpoint_urls",
     {},
     "True",
     true},
    {"parameter_validation", "", "parameter_validation", true, "false", "false"},
    {"csm_enabled", "AWS_CSM_ENABLED", "csm_enabled", false, "true", true},
    {"csm_host", "AWS_CSM_HOST", "csm_host", "127.0.0.1", "h", "h"},
    {"csm_port", "AWS_CSM_PORT", "csm_port", 31000, "31001", 31001},
    {"csm_client_id", "AWS_CSM_CLIENT_ID", "csm_client_id", "", "c", "c"},
    {"endpoint_discovery_enabled", "AWS_ENDPOINT_DISCOVERY_ENABLED", "endpoint_discovery_enabled", "auto",
     "true", "true"},
    {"sts_regional_endpoints", "AWS_STS_REGIONAL_ENDPOINTS", "sts_regional_endpoints", "regional", "legacy",
     "legacy"},
    {"retry_mode", "AWS_RETRY_MODE", "retry_mode", "legacy", "standard", "standard"},
    {"max_attempts", "AWS_MAX_ATTEMPTS", "max_attempts", {}, "4", 4},
    {"defaults_mode", "AWS_DEFAULTS_MODE", "defaults_mode", "legacy", "auto", "auto"},
    {"user_agent_appid", "AWS_SDK_UA_APP_ID", "sdk_ua_app_id", {}, "me", "me"},
    {"request_min_compression_size_bytes", "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
     "request_min_compression_size_bytes", 10240, "5", "5"},
    {"disable_request_compression", "AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression", false,
     "true", true},
    {"sigv4a_signing_region_set", "AWS_SIGV4A_SIGNING_REGION_SET", "sigv4a_signing_region_set", {}, "*", "*"},
    {"request_checksum_calculation", "AWS_REQUEST_CHECKSUM_CALCULATION", "request_checksum_calculation",
     "when_supported", "when_required", "when_required"},
    {"response_checksum_validation", "AWS_RESPONSE_CHECKSUM_VALIDATION", "response_checksum_validation",
     "when_supported", "when_required", "when_required"},
    {"account_id_endpoint_mode", "AWS_ACCOUNT_ID_ENDPOINT_MODE", "account_id_endpoint_mode", "preferred",
     "required", "required"},
    {"disable_host_prefix_injection",
     "AWS_DISABLE_HOST_PREFIX_INJECTION",
     "disable_host_prefix_injection",
     {},
     "true",
     true},
    {"auth_scheme_preference",
     "AWS_AUTH_SCHEME_PREFERENCE",
     "auth_scheme_preference",
     {},
     "sigv4a",
     "sigv4a"},
    {"tcp_keepalive", "BOTOCORE_TCP_KEEPALIVE", "tcp_keepalive", {}, "true", true},
    {"s3_disable_express_session_auth",
     "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
     "s3_disable_express_session_auth",
     {},
     "true",
     "true"},
};

}  // namespace

TEST_CASE("every variable is read from its places, has its default and its type") {
    for (auto const& r : rows) {
        CAPTURE(r.name);
        CAPTURE(r.env);
        CHECK(make_store("[default]\nnoise = 1\n")->get(r.name) == r.fallback);
        if (!r.env.empty()) {
            auto const store = make_store("[default]\nnoise = 1\n", "", {{r.env, r.text}});
            CHECK(store->get(r.name) == r.converted);
            CHECK(store->find(r.name).location == r.env);
        }
        if (!r.key.empty()) {
            auto const store = make_store("[default]\n" + r.key + " = " + r.text + "\n");
            CHECK(store->get(r.name) == r.converted);
        }
    }
}

TEST_CASE("the list above is complete") {
    std::set<std::string> listed{"api_versions", "connect_timeout"};
    for (auto const& r : rows) listed.insert(r.name);
    std::set<std::string> known;
    for (auto const& v : config::builtin_variables()) known.insert(v.name());
    CHECK(listed == known);
}

TEST_CASE("versions of services are a block of the profile") {
    CHECK(make_store("")->get_map("api_versions").empty());
    auto const store = make_store("[default]\napi_versions =\n  s3 = 2006-03-01\n");
    CHECK(store->get_map("api_versions").at("s3") == value("2006-03-01"));
    CHECK(make_store("")->get("connect_timeout").is_null());
}

TEST_CASE("of two variables of the environment the first wins, even when it is empty") {
    CHECK(make_store("", "", {{"AWS_DEFAULT_PROFILE", "a"}, {"AWS_PROFILE", "b"}})->profile() == "a");
    CHECK(make_store("", "", {{"AWS_DEFAULT_PROFILE", ""}, {"AWS_PROFILE", "b"}})->profile() == "");
    CHECK(make_store("", "", {{"AWS_REGION", ""}, {"AWS_DEFAULT_REGION", "b"}})->get("region") == value(""));
}
