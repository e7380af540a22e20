#include <doctest/doctest.h>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/config/client_config.hpp>
#include <coaws/config/client_config_value.hpp>
#include <coaws/value/args.hpp>

using namespace coaws;

TEST_CASE("options are set in one expression or one by one") {
    auto config = client_config{}
                      .with_region("eu-west-1")
                      .with_retries(retry_config{}.with_mode(retry_mode::adaptive).with_max_attempts(2))
                      .with_s3(s3_config{}.with_addressing_style(addressing_style::path))
                      .with_connect_timeout(std::chrono::seconds(3))
                      .with_proxy("https", "http://p:1");
    config.with_use_fips_endpoint();
    auto const& options = config.options();
    CHECK(options.region == "eu-west-1");
    CHECK(options.retries->mode() == retry_mode::adaptive);
    CHECK(options.retries->total_max_attempts() == 3);
    CHECK(options.s3->addressing == addressing_style::path);
    CHECK(options.connect_timeout == std::chrono::seconds(3));
    CHECK(options.use_fips_endpoint == true);
    CHECK(options.proxies->at("https") == "http://p:1");
    CHECK_FALSE(options.read_timeout.has_value());
    CHECK_FALSE(client_config().options().region.has_value());
}

TEST_CASE("in a merge the other side wins where it has set something") {
    auto const base =
        client_config{}.with_region("a").with_max_pool_connections(5).with_ca_bundle("/old").with_s3(
            s3_config{}.with_use_arn_region(false).with_use_accelerate_endpoint());
    auto const other =
        client_config{}.with_region("b").with_verify(false).with_s3(s3_config{}.with_use_arn_region());
    auto const merged = base.merge(other).options();
    CHECK(merged.region == "b");
    CHECK(merged.max_pool_connections == 5);
    CHECK(merged.verify == false);
    CHECK_FALSE(merged.ca_bundle.has_value());
    CHECK(merged.s3->use_arn_region == true);
    CHECK_FALSE(merged.s3->use_accelerate_endpoint.has_value());  // one option as a whole
    CHECK(base.options().region == "a");
}

TEST_CASE("retry settings") {
    CHECK(retry_config().total_max_attempts() == std::nullopt);
    CHECK(retry_config().with_max_attempts(0).total_max_attempts() == 1);
    CHECK(retry_config().with_max_attempts(7).with_total_max_attempts(2).total_max_attempts() == 2);
    CHECK_THROWS_AS(retry_config().with_max_attempts(-1), invalid_max_retry_attempts_error);
    CHECK_THROWS_AS(retry_config().with_total_max_attempts(0), invalid_max_retry_attempts_error);
    CHECK_THROWS_AS(parse_retry_mode("bogus"), invalid_retry_mode_error);
    CHECK(parse_retry_mode(to_string(retry_mode::adaptive)) == retry_mode::adaptive);
}

TEST_CASE("names of settings are read back") {
    CHECK(parse_addressing_style("virtual") == addressing_style::virtual_hosted);
    CHECK_THROWS_AS(parse_addressing_style("Virtual"), invalid_s3_addressing_style_error);
    CHECK(parse_checksum_mode("k", "When_Required") == checksum_mode::when_required);
    CHECK_THROWS_AS(parse_checksum_mode("k", "never"), invalid_checksum_config_error);
    CHECK(parse_account_id_mode("REQUIRED") == account_id_mode::required);
    CHECK_THROWS_AS(parse_account_id_mode("maybe"), invalid_config_error);
    CHECK(parse_endpoint_discovery_mode(" True ") == endpoint_discovery_mode::enabled);
    CHECK(parse_endpoint_discovery_mode("auto") == endpoint_discovery_mode::automatic);
    CHECK_THROWS_AS(parse_endpoint_discovery_mode("yes"), invalid_endpoint_discovery_configuration_error);
}

TEST_CASE("options from data") {
    auto s3 = args("addressing_style", "path", "use_arn_region", false, "unknown", 1);
    auto retries = args("mode", "standard", "total_max_attempts", 4);
    auto all =
        args("region_name", "r", "signature_version", "unsigned", "read_timeout", 1.5, "s3", std::move(s3),
             "retries", std::move(retries), "client_cert", list_of("c", "k"), "endpoint_discovery_enabled",
             true, "inject_host_prefix", nullptr, "client_context_params", args("a", "b"));
    auto const options = config::client_config_from_value(all.as_map()).options();
    CHECK(options.region == "r");
    CHECK(options.signature_version == client_config::unsigned_signature);
    CHECK(options.read_timeout == std::chrono::milliseconds(1500));
    CHECK(options.s3->addressing == addressing_style::path);
    CHECK(options.s3->use_arn_region == false);
    CHECK(options.retries->total_max_attempts() == 4);
    CHECK(options.client_cert->key == "k");
    CHECK(options.endpoint_discovery == endpoint_discovery_mode::enabled);
    CHECK_FALSE(options.inject_host_prefix.has_value());
    CHECK(options.client_context_params->at("a") == value("b"));
}

TEST_CASE("options from data are checked") {
    auto made = [](value const& options) { config::client_config_from_value(options.as_map()); };
    CHECK_THROWS_AS(made(args("regoin", "x")), value_error);
    CHECK_THROWS_AS(made(args("region_name", 1)), value_error);
    CHECK_THROWS_AS(made(args("read_timeout", -1)), value_error);
    CHECK_THROWS_AS(made(args("read_timeout", 1e300)), value_error);
    CHECK_THROWS_AS(made(args("max_pool_connections", std::int64_t{1} << 40)), value_error);
    CHECK_THROWS_AS(made(args("retries", args("attempts", 1))), invalid_retry_configuration_error);
    CHECK_THROWS_AS(made(args("retries", args("max_attempts", -1))), invalid_max_retry_attempts_error);
    CHECK_THROWS_AS(made(args("s3", args("addressing_style", "x"))), invalid_s3_addressing_style_error);
}
