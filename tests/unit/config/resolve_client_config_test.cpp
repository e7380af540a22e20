#include <doctest/doctest.h>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/config/resolved_client_config.hpp>

#include "default_modes.hpp"
#include "memory_ports.hpp"

using namespace coaws;
using namespace coaws::test;
using config::resolved_client_config;

namespace {

service_metadata service(std::string name) {
    service_metadata metadata;
    metadata.endpoint_prefix = name == "s3control" ? "s3-control" : name;
    metadata.name = std::move(name);
    return metadata;
}

/// Resolves for a service with the given profile keys and environment.
resolved_client_config resolve(client_config const& code, std::string const& keys = {}, texts variables = {},
                               std::string name = "sqs") {
    auto const store = make_store(keys.empty() ? "" : "[default]\n" + keys, "", std::move(variables));
    auto const data = default_modes();
    config::resolve_inputs inputs;
    inputs.defaults_data = data->root();
    return config::resolve_client_config(code, *store, service(std::move(name)), inputs);
}

}  // namespace

TEST_CASE("with nothing configured the defaults are those of the reference") {
    auto const c = resolve({});
    CHECK_FALSE(c.region.has_value());
    CHECK_FALSE(c.endpoint_url.has_value());
    CHECK(c.use_ssl);
    CHECK(c.verify);
    CHECK(c.ca_bundle.empty());
    CHECK(c.connect_timeout == std::chrono::seconds(60));
    CHECK(c.read_timeout == std::chrono::seconds(60));
    CHECK(c.max_pool_connections == 10);
    CHECK_FALSE(c.tcp_keepalive);
    CHECK(c.mode == retry_mode::legacy);
    CHECK_FALSE(c.total_max_attempts.has_value());
    CHECK(c.parameter_validation);
    CHECK(c.inject_host_prefix);
    CHECK(c.request_checksum_calculation == checksum_mode::when_supported);
    CHECK(c.request_min_compression_size_bytes == 10240);
    CHECK(c.account_id_endpoint_mode == account_id_mode::preferred);
    CHECK(c.endpoint_discovery == "auto");
    CHECK(c.sts_regional_endpoints == regional_endpoints::regional);
    CHECK(c.api_version.empty());
}

TEST_CASE("the region comes from code before environment and file, and is checked") {
    CHECK(resolve(client_config{}.with_region("a"), "region = c", {{"AWS_REGION", "b"}}).region == "a");
    CHECK(resolve({}, "region = c", {{"AWS_REGION", "b"}}).region == "b");
    CHECK(resolve({}, "region = c").region == "c");
    CHECK_THROWS_AS(resolve(client_config{}.with_region("a.b/c")), invalid_region_error);
}

TEST_CASE("FIPS marks leave the region and switch FIPS endpoints on, even against code") {
    for (char const* region : {"fips-us-gov-west-1", "us-gov-west-1-fips", "us-gov-fips-west-1"}) {
        CAPTURE(region);
        auto const c = resolve(client_config{}.with_region(region).with_use_fips_endpoint(false));
        CHECK(c.region == "us-gov-west-1");
        CHECK(c.use_fips_endpoint);
    }
    CHECK(resolve({}, "", {{"AWS_USE_FIPS_ENDPOINT", "true"}}).use_fips_endpoint);
    CHECK_FALSE(
        resolve(client_config{}.with_use_fips_endpoint(false), "use_fips_endpoint = true").use_fips_endpoint);
}

TEST_CASE("the endpoint URL") {
    auto const code = client_config{}.with_endpoint_url("http://code:1");
    auto c = resolve(code, "", {{"AWS_ENDPOINT_URL", "http://env"}});
    CHECK(c.endpoint_url == "http://code:1");
    CHECK(c.endpoint_url_from_code);
    c = resolve({}, "", {{"AWS_ENDPOINT_URL", "http://env"}});
    CHECK(c.endpoint_url == "http://env");
    CHECK_FALSE(c.endpoint_url_from_code);
    c = resolve(client_config{}.with_ignore_configured_endpoint_urls(), "",
                {{"AWS_ENDPOINT_URL", "http://env"}});
    CHECK_FALSE(c.endpoint_url.has_value());
    c = resolve(client_config{}.with_ignore_configured_endpoint_urls(false), "endpoint_url = http://file",
                {{"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"}});
    CHECK(c.endpoint_url == "http://file");
    CHECK_THROWS_WITH_AS(resolve(client_config{}.with_endpoint_url("nowhere")), "Invalid endpoint: nowhere",
                         value_error);
}

TEST_CASE("dualstack of S3 clients has settings of its own") {
    auto const off = client_config{}.with_s3(s3_config{}.with_use_dualstack_endpoint(false));
    CHECK_FALSE(resolve(off, "use_dualstack_endpoint = true", {}, "s3").use_dualstack_endpoint);
    CHECK(resolve(off, "use_dualstack_endpoint = true", {}, "sqs").use_dualstack_endpoint);
    auto const block = "s3 =\n  use_dualstack_endpoint = true";
    CHECK(resolve({}, block, {}, "s3").use_dualstack_endpoint);
    CHECK(resolve({}, block, {}, "s3control").use_dualstack_endpoint);
    CHECK_FALSE(resolve({}, block, {}, "sqs").use_dualstack_endpoint);
}

TEST_CASE("S3 settings of code lie over those of the file key by key") {
    auto const c = resolve(
        client_config{}.with_s3(s3_config{}.with_addressing_style(addressing_style::path)),
        "s3 =\n  addressing_style = virtual\n  payload_signing_enabled = true\n  other = 1", {}, "s3");
    CHECK(c.s3.addressing == addressing_style::path);
    CHECK(c.s3.payload_signing_enabled == true);
    CHECK(to_json(value(c.s3_values)) ==
          R"({"addressing_style":"path","payload_signing_enabled":true,"other":"1"})");
    CHECK_THROWS_AS(resolve({}, "s3 =\n  addressing_style = odd"), invalid_s3_addressing_style_error);
    CHECK_THROWS_AS(resolve({}, "s3_us_east_1_regional_endpoint = odd"),
                    invalid_s3_us_east_1_regional_endpoint_config_error);
}

TEST_CASE("express session auth is switched off by a flag written out") {
    CHECK(resolve({}, "s3_disable_express_session_auth = TRUE").s3_disable_express_session_auth);
    CHECK_FALSE(resolve({}, "s3_disable_express_session_auth = false").s3_disable_express_session_auth);
    CHECK_THROWS_WITH_AS(resolve({}, "s3_disable_express_session_auth = 1"),
                         "Invalid value \"1\" for s3_disable_express_session_auth. Value must be a boolean",
                         invalid_config_error);
    auto const code = client_config{}.with_s3(s3_config{}.with_disable_express_session_auth());
    CHECK(resolve(code, "s3_disable_express_session_auth = 1").s3_disable_express_session_auth);
}

TEST_CASE("retries") {
    auto attempts = [](client_config const& code, std::string const& keys) {
        return resolve(code, keys).total_max_attempts;
    };
    CHECK(attempts({}, "max_attempts = 6") == 6);
    CHECK(attempts(client_config{}.with_retries(retry_config{}.with_max_attempts(2)), "max_attempts = 6") ==
          3);
    CHECK(attempts(client_config{}.with_retries(retry_config{}.with_mode(retry_mode::standard)),
                   "max_attempts = 6") == 6);
    CHECK(resolve({}, "retry_mode = adaptive").mode == retry_mode::adaptive);
    CHECK_THROWS_AS(resolve({}, "retry_mode = odd"), invalid_retry_mode_error);
    CHECK_THROWS_AS(resolve({}, "max_attempts = 0"), invalid_max_retry_attempts_error);
    CHECK_THROWS_AS(resolve({}, "max_attempts = many"), value_error);
}

TEST_CASE("checking certificates") {
    CHECK_FALSE(resolve(client_config{}.with_verify(false), "ca_bundle = /x").verify);
    CHECK(resolve(client_config{}.with_verify(true), "ca_bundle = /x").ca_bundle.empty());
    CHECK(resolve({}, "ca_bundle = /x", {{"REQUESTS_CA_BUNDLE", "/r"}}).ca_bundle == "/x");
    CHECK(resolve({}, "", {{"REQUESTS_CA_BUNDLE", "/r"}}).ca_bundle == "/r");
    CHECK(resolve(client_config{}.with_ca_bundle("/c"), "ca_bundle = /x").ca_bundle == "/c");
    CHECK_THROWS_AS(resolve({}, "", {{"AWS_CA_BUNDLE", " "}}), invalid_config_error);
}

TEST_CASE("signing") {
    auto c = resolve(client_config{}.with_unsigned(), "account_id_endpoint_mode = required");
    CHECK(c.unsigned_requests);
    CHECK_FALSE(c.signature_version.has_value());
    CHECK(c.account_id_endpoint_mode == account_id_mode::disabled);
    c = resolve(client_config{}.with_signature_version("v4"), "sqs =\n  signature_version = v2");
    CHECK(c.signature_version == "v4");
    CHECK(c.signature_version_from_code);
    c = resolve({}, "sqs =\n  signature_version = v2\nauth_scheme_preference = sigv4a , ,\tsigv4");
    CHECK(c.signature_version == "v2");
    CHECK_FALSE(c.signature_version_from_code);
    CHECK(c.auth_scheme_preference == "sigv4a,sigv4");
    CHECK_FALSE(c.auth_scheme_preference_from_code);
    CHECK_THROWS_AS(resolve({}, "account_id_endpoint_mode = odd"), invalid_config_error);
    CHECK_THROWS_AS(resolve({}, "sts_regional_endpoints = odd"), invalid_sts_regional_endpoints_config_error);
}

TEST_CASE("payload settings are checked") {
    CHECK(resolve({}, "request_checksum_calculation = WHEN_REQUIRED").request_checksum_calculation ==
          checksum_mode::when_required);
    CHECK_THROWS_AS(resolve({}, "response_checksum_validation = odd"), invalid_checksum_config_error);
    CHECK(resolve({}, "request_min_compression_size_bytes = 512").request_min_compression_size_bytes == 512);
    CHECK_THROWS_WITH_AS(
        resolve({}, "request_min_compression_size_bytes = x"),
        "Invalid value \"x\" for request_min_compression_size_bytes. Value must be an integer. Received "
        "<class 'str'> instead.",
        invalid_config_error);
    CHECK_THROWS_WITH_AS(
        resolve(client_config{}.with_request_min_compression_size_bytes(0)),
        "Invalid value \"0\" for request_min_compression_size_bytes. Value must be between 1 and "
        "1048576.",
        invalid_config_error);
}

TEST_CASE("remaining behaviour") {
    CHECK_FALSE(resolve(client_config{}.with_parameter_validation(false)).parameter_validation);
    CHECK_FALSE(resolve({}, "parameter_validation = false").parameter_validation);
    CHECK_FALSE(resolve({}, "disable_host_prefix_injection = true").inject_host_prefix);
    CHECK(resolve(client_config{}.with_inject_host_prefix(true), "disable_host_prefix_injection = true")
              .inject_host_prefix);
    CHECK(resolve({}, "api_versions =\n  sqs = 2012-11-05").api_version == "2012-11-05");
    CHECK(resolve(client_config{}.with_api_version("1"), "api_versions =\n  sqs = 2012-11-05").api_version ==
          "1");
    CHECK(resolve({}, "tcp_keepalive = true").tcp_keepalive);
    CHECK(resolve({}, "sdk_ua_app_id = me").user_agent_appid == "me");
    CHECK(resolve({}, "endpoint_discovery_enabled = true").endpoint_discovery == "true");
}

TEST_CASE("a missing profile is an error even where nothing is asked of it") {
    auto const store = make_store("", "", {{"AWS_PROFILE", "gone"}, {"AWS_REGION", "r"}});
    CHECK_THROWS_AS(config::resolve_client_config({}, *store, service("sqs")), profile_not_found);
}

TEST_CASE("defaults modes put other defaults behind all settings") {
    auto c = resolve(client_config{}.with_defaults_mode("standard"), "", {}, "s3");
    CHECK(c.defaults_mode == "standard");
    CHECK(c.mode == retry_mode::standard);
    CHECK(c.connect_timeout == std::chrono::milliseconds(2200));
    CHECK(c.s3.us_east_1_regional_endpoint == regional_endpoints::regional);
    c = resolve(client_config{}.with_connect_timeout(std::chrono::seconds(9)),
                "defaults_mode = in-region\nretry_mode = legacy\ns3_us_east_1_regional_endpoint = legacy");
    CHECK(c.mode == retry_mode::legacy);
    CHECK(c.connect_timeout == std::chrono::seconds(9));
    CHECK(c.s3.us_east_1_regional_endpoint == regional_endpoints::legacy);
    CHECK_THROWS_AS(resolve({}, "defaults_mode = odd"), invalid_defaults_mode);
}

TEST_CASE("mode auto asks where the program runs") {
    auto const automatic = client_config{}.with_defaults_mode("auto").with_region("here");
    CHECK(resolve(automatic, "", {{"AWS_EXECUTION_ENV", "x"}, {"AWS_REGION", "here"}}).defaults_mode ==
          "in-region");
    CHECK(resolve(automatic).defaults_mode == "standard");
    CHECK(config::needs_instance_region(automatic, *make_store("")));
    CHECK_FALSE(config::needs_instance_region(
        automatic, *make_store("", "", {{"AWS_EXECUTION_ENV", "x"}, {"AWS_DEFAULT_REGION", "here"}})));
    CHECK_FALSE(config::needs_instance_region({}, *make_store("")));
}
