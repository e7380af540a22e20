// Endpoints by table, and what clients take over from it.
#include <doctest/doctest.h>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/json.hpp>
#include <coaws/endpoint/client_endpoint.hpp>
#include <coaws/endpoint/legacy_resolver.hpp>
#include <optional>
#include <string>
#include <vector>

using namespace coaws;

namespace {

constexpr char const* table_text = R"({"partitions": [
 {"partition": "aws", "dnsSuffix": "amazonaws.com", "regionRegex": "^(us|eu)\\-\\w+\\-\\d+$",
  "regions": {"us-east-1": {}, "eu-west-1": {}},
  "defaults": {"hostname": "{service}.{region}.{dnsSuffix}", "protocols": ["https"], "signatureVersions": ["v4"],
    "variants": [{"tags": ["fips"], "hostname": "{service}-fips.{region}.{dnsSuffix}"},
                 {"tags": ["dualstack"], "hostname": "{service}.{region}.{dnsSuffix}", "dnsSuffix": "api.aws"}]},
  "services": {
    "iam": {"partitionEndpoint": "aws-global", "isRegionalized": false, "endpoints": {"aws-global":
        {"hostname": "iam.amazonaws.com", "credentialScope": {"region": "us-east-1"}}}},
    "queue": {"defaults": {"sslCommonName": "{region}.queue.{dnsSuffix}", "protocols": ["http", "https"],
                           "credentialScope": {"service": "sqs"}},
        "endpoints": {"us-east-1": {"sslCommonName": "queue.{dnsSuffix}"},
                      "eu-west-1": {"variants": [{"tags": ["dualstack", "fips"], "hostname": "both.{dnsSuffix}"}]},
                      "local": {"hostname": "localhost", "protocols": ["http"], "deprecated": true}}},
    "s3": {"partitionEndpoint": "aws-global", "defaults": {"protocols": ["http", "https"],
        "signatureVersions": ["s3v4"]}, "endpoints": {"aws-global": {"hostname": "s3.amazonaws.com",
        "credentialScope": {"region": "us-east-1"}}, "us-east-1": {}}},
    "sts": {"partitionEndpoint": "aws-global", "endpoints": {"aws-global": {"hostname": "sts.amazonaws.com",
        "credentialScope": {"region": "us-east-1"}}}}}},
 {"partition": "aws-iso", "dnsSuffix": "c2s.ic.gov", "regionRegex": "^us\\-iso\\-\\w+\\-\\d+$",
  "regions": {"us-iso-east-1": {}},
  "defaults": {"hostname": "{service}.{region}.{dnsSuffix}", "protocols": ["https"]}, "services": {}}]})";

endpoint::legacy_resolver const& table() {
    static endpoint::legacy_resolver const resolver(json::document::parse(table_text).value());
    return resolver;
}

endpoint::legacy_query query(std::string_view service, std::optional<std::string_view> region) {
    endpoint::legacy_query q;
    q.service = service;
    q.region = region;
    return q;
}

endpoint::client_endpoint_settings settings(std::string prefix, std::optional<std::string> region) {
    endpoint::client_endpoint_settings s;
    s.endpoint_prefix = std::move(prefix);
    s.region = std::move(region);
    return s;
}

}  // namespace

TEST_CASE("the table gives hosts by entry, by region and by partition") {
    struct row {
        char const* service;
        std::optional<std::string_view> region;
        bool dualstack;
        bool fips;
        char const* host;
        char const* name;
    };
    row const rows[] = {
        {"queue", "us-east-1", false, false, "queue.us-east-1.amazonaws.com", "us-east-1"},
        {"queue", "us-new-7", false, false, "queue.us-new-7.amazonaws.com", "us-new-7"},
        {"queue", "local", false, false, "localhost", "local"},
        {"queue", "us-east-1", true, false, "queue.us-east-1.api.aws", "us-east-1"},
        {"queue", "us-east-1", false, true, "queue-fips.us-east-1.amazonaws.com", "us-east-1"},
        {"queue", "eu-west-1", true, true, "both.amazonaws.com", "eu-west-1"},
        {"iam", "eu-west-1", false, false, "iam.amazonaws.com", "aws-global"},
        {"iam", std::nullopt, false, false, "iam.amazonaws.com", "aws-global"},
        {"unknown", "us-iso-west-1", false, false, "unknown.us-iso-west-1.c2s.ic.gov", "us-iso-west-1"},
        {"s3", std::nullopt, true, false, "s3.us-east-1.api.aws", "us-east-1"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.host);
        auto q = query(r.service, r.region);
        q.use_dualstack = r.dualstack;
        q.use_fips = r.fips;
        auto const found = table().construct_endpoint(q);
        REQUIRE(found.has_value());
        CHECK(found->hostname == r.host);
        CHECK(found->endpoint_name == r.name);
    }
}

TEST_CASE("entries are merged: endpoint, service defaults, partition defaults") {
    auto const found = table().construct_endpoint(query("queue", "us-east-1"));
    REQUIRE(found.has_value());
    CHECK(found->ssl_common_name == "queue.amazonaws.com");
    CHECK(found->protocols == std::vector<std::string>{"http", "https"});
    CHECK(found->signature_versions == std::vector<std::string>{"v4"});
    CHECK(found->credential_scope_service == "sqs");
    CHECK(found->partition == "aws");
    CHECK(table().construct_endpoint(query("queue", "local"))->deprecated);
}

TEST_CASE("what the table cannot answer") {
    CHECK_FALSE(table().construct_endpoint(query("queue", "mars-1")).has_value());
    CHECK_THROWS_AS(table().construct_endpoint(query("queue", std::nullopt)), no_region_error);
    auto q = query("queue", "us-east-1");
    q.use_dualstack = true;
    q.use_fips = true;
    CHECK_THROWS_AS(table().construct_endpoint(q), endpoint_variant_error);
    q = query("queue", "us-iso-east-1");
    q.use_dualstack = true;
    CHECK_FALSE(table().construct_endpoint(q).has_value());
    q.partition = "aws-iso";
    CHECK_THROWS_AS(table().construct_endpoint(q), endpoint_variant_error);
    q.partition = "nope";
    CHECK_FALSE(table().construct_endpoint(q).has_value());
    auto const empty = json::document::parse("{}").value();
    CHECK_THROWS_AS(endpoint::legacy_resolver{empty}, value_error);
}

TEST_CASE("lists of partitions, endpoints and suffixes") {
    using names = std::vector<std::string>;
    CHECK(table().available_partitions() == names{"aws", "aws-iso"});
    CHECK(table().available_endpoints("queue") == names{"us-east-1", "eu-west-1"});
    CHECK(table().available_endpoints("queue", "aws", true) == names{"us-east-1", "eu-west-1", "local"});
    CHECK(table().available_endpoints("queue", "aws", false, {"fips", "dualstack"}) == names{"eu-west-1"});
    CHECK(table().available_endpoints("queue", "aws-iso").empty());
    CHECK(table().partition_for_region("us-iso-x-1") == "aws-iso");
    CHECK_THROWS_AS(table().partition_for_region("mars"), unknown_region_error);
    CHECK(table().partition_dns_suffix("aws-iso") == "c2s.ic.gov");
    CHECK(table().partition_dns_suffix("aws", {"dualstack"}) == "api.aws");
    CHECK_FALSE(table().partition_dns_suffix("aws", {"x"}).has_value());
    CHECK(table().service_endpoints("iam").size() == 1);
    CHECK_FALSE(static_cast<bool>(table().service_endpoints("nope")));
}

TEST_CASE("clients take URL, regions and signing name over") {
    auto queue = resolve_client_endpoint(table(), settings("queue", "us-east-1"));
    CHECK(queue.endpoint_url == "https://queue.us-east-1.amazonaws.com");
    CHECK(queue.signing_name == "sqs");
    CHECK(queue.partition == "aws");

    auto iam = resolve_client_endpoint(table(), settings("iam", "eu-west-1"));
    CHECK(iam.region_name == "aws-global");
    CHECK(iam.signing_region == "us-east-1");

    auto custom = settings("iam", "eu-west-1");
    custom.endpoint_url = "http://localhost:1";
    custom.signing_name = "iam2";
    auto const local = resolve_client_endpoint(table(), custom);
    CHECK(local.endpoint_url == "http://localhost:1");
    CHECK(local.region_name == "eu-west-1");
    CHECK(local.signing_region == "eu-west-1");
    CHECK(local.signing_name == "iam2");

    auto const unknown = resolve_client_endpoint(table(), settings("queue", "mars-1"));
    CHECK(unknown.endpoint_url == "https://queue.mars-1.amazonaws.com");
    CHECK(unknown.partition == "aws");
    CHECK_THROWS_AS(resolve_client_endpoint(table(), settings("queue", std::nullopt)), no_region_error);

    auto plain = settings("queue", "us-east-1");
    plain.use_ssl = false;
    CHECK(resolve_client_endpoint(table(), plain).endpoint_url == "http://queue.us-east-1.amazonaws.com");
}

TEST_CASE("S3 in us-east-1 is global unless it is asked to be regional") {
    auto s = settings("s3", "us-east-1");
    auto const global = resolve_client_endpoint(table(), s);
    CHECK(global.endpoint_url == "https://s3.amazonaws.com");
    CHECK(global.region_name == "us-east-1");
    CHECK(make_builtins(table(), s, global)[endpoint::builtin::s3_use_global_endpoint] ==
          endpoint::parameter_value(true));
    s.s3_us_east_1_regional_endpoint = "regional";
    CHECK(resolve_client_endpoint(table(), s).endpoint_url == "https://s3.us-east-1.amazonaws.com");
    s.region.reset();
    CHECK(resolve_client_endpoint(table(), s).region_name == "aws-global");
    s.s3_us_east_1_regional_endpoint = "sometimes";
    CHECK_THROWS_AS(resolve_client_endpoint(table(), s), invalid_s3_us_east_1_regional_endpoint_config_error);
    s = settings("s3", std::nullopt);
    s.endpoint_url = "http://localhost:9000";
    auto const local = resolve_client_endpoint(table(), s);
    CHECK(local.endpoint_url == "http://localhost:9000");
    CHECK(local.signing_region == "us-east-1");
}

TEST_CASE("STS is global only in legacy mode and in the old regions") {
    auto s = settings("sts", "eu-west-1");
    CHECK(resolve_client_endpoint(table(), s).endpoint_url == "https://sts.eu-west-1.amazonaws.com");
    s.sts_regional_endpoints = "legacy";
    auto const global = resolve_client_endpoint(table(), s);
    CHECK(global.endpoint_url == "https://sts.amazonaws.com");
    CHECK(global.region_name == "eu-west-1");
    CHECK(global.signing_region == "us-east-1");
    s.region = "eu-new-1";
    CHECK(resolve_client_endpoint(table(), s).endpoint_url == "https://sts.eu-new-1.amazonaws.com");
    s.sts_regional_endpoints = "x";
    CHECK_THROWS_AS(resolve_client_endpoint(table(), s), invalid_sts_regional_endpoints_config_error);
}

TEST_CASE("built-in parameters follow the client's settings") {
    using endpoint::builtin;
    using endpoint::parameter_value;
    auto s = settings("s3", "eu-west-1");
    s.use_fips = true;
    s.s3_use_dualstack = true;
    s.s3_addressing_style = "path";
    s.account_id_endpoint_mode = "preferred";
    auto resolved = endpoint::client_endpoint();
    resolved.region_name = "eu-west-1";
    auto b = make_builtins(table(), s, resolved);
    CHECK(b[builtin::region] == parameter_value("eu-west-1"));
    CHECK(b[builtin::use_fips] == parameter_value(true));
    CHECK(b[builtin::use_dual_stack] == parameter_value(true));
    CHECK(b[builtin::s3_force_path_style] == parameter_value(true));
    CHECK(b[builtin::s3_use_arn_region] == parameter_value(true));
    CHECK(b[builtin::s3control_use_arn_region] == parameter_value(false));
    CHECK(b[builtin::sdk_endpoint] == parameter_value());
    CHECK(b[builtin::account_id_endpoint_mode] == parameter_value("preferred"));

    s.endpoint_url = "http://localhost:9000";
    s.s3_addressing_style = "";
    b = make_builtins(table(), s, resolved);
    CHECK(b[builtin::use_fips] == parameter_value(false));
    CHECK(b[builtin::use_dual_stack] == parameter_value(false));
    CHECK(b[builtin::s3_force_path_style] == parameter_value(true));
    CHECK(b[builtin::sdk_endpoint] == parameter_value("http://localhost:9000"));
    s.s3_addressing_style = "virtual";
    CHECK(make_builtins(table(), s, resolved)[builtin::s3_force_path_style] == parameter_value(false));

    CHECK(endpoint::find_builtin("AWS::S3Control::UseArnRegion") == builtin::s3control_use_arn_region);
    CHECK_FALSE(endpoint::find_builtin("AWS::Nope").has_value());
}
