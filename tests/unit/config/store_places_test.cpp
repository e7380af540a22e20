#include <doctest/doctest.h>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_credentials.hpp>

#include "config/service_ids.hpp"
#include "memory_ports.hpp"

using namespace coaws;
using namespace coaws::test;

TEST_CASE("paths are expanded") {
    auto const store = make_store("", "", {{"A", "1"}, {"B_2", "two"}});
    struct row {
        char const* path;
        char const* expected;
    };
    for (auto const& [path, expected] : {
             row{"~", "/u/me"},
             row{"~/x", "/u/me/x"},
             row{"~other/x", "~other/x"},
             row{"/a~", "/a~"},
             row{"$A/${B_2}/$A", "1/two/1"},
             row{"$NONE/${NONE}/$", "$NONE/${NONE}/$"},
             row{"${A", "${A"},
             row{"", ""},
         }) {
        CAPTURE(path);
        CHECK(store->expand_path(path) == expected);
    }
}

TEST_CASE("settings of the metadata service") {
    auto endpoint = [](texts variables) {
        return make_store("", "", std::move(variables))->metadata_service().endpoint;
    };
    CHECK(endpoint({}) == "http://169.254.169.254/");
    CHECK(endpoint({{"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6"}}) == "http://[fd00:ec2::254]/");
    CHECK(endpoint({{"AWS_IMDS_USE_IPV6", "true"}}) == "http://[fd00:ec2::254]/");
    CHECK(endpoint({{"AWS_IMDS_USE_IPV6", "true"}, {"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ipv4"}}) ==
          "http://169.254.169.254/");
    CHECK(endpoint({{"AWS_IMDS_USE_IPV6", "true"}, {"AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://c:8/b"}}) ==
          "http://c:8/b");
    CHECK_THROWS_AS(endpoint({{"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ipv5"}}),
                    invalid_imds_endpoint_mode_error);
    CHECK_THROWS_AS(endpoint({{"AWS_EC2_METADATA_SERVICE_ENDPOINT", "no url"}}), invalid_imds_endpoint_error);

    auto const settings = make_store(
                              "[default]\nmetadata_service_timeout = 5\nmetadata_service_num_attempts = 3\n"
                              "ec2_metadata_v1_disabled = true\n")
                              ->metadata_service();
    CHECK(settings.timeout_seconds == 5);
    CHECK(settings.num_attempts == 3);
    CHECK(settings.v1_disabled);
}

TEST_CASE("endpoint URLs are looked for from the most special place to the most general") {
    auto const file =
        "[default]\nendpoint_url = http://file\nservices = s\n[services s]\ns3 =\n  endpoint_url = "
        "http://section\n"
        "elastic_load_balancing_v2 =\n  endpoint_url = http://elb\n";
    auto url = [&](char const* service, texts variables) {
        return make_store(file, "", std::move(variables))->configured_endpoint_url(service).value_or("none");
    };
    CHECK(url("s3", {{"AWS_ENDPOINT_URL_S3", "http://own"}, {"AWS_ENDPOINT_URL", "http://all"}}) ==
          "http://own");
    CHECK(url("s3", {{"AWS_ENDPOINT_URL_S3", ""}, {"AWS_ENDPOINT_URL", "http://all"}}) == "http://all");
    CHECK(url("s3", {}) == "http://section");
    CHECK(url("elbv2", {}) == "http://elb");
    CHECK(url("sqs", {}) == "http://file");
    CHECK(make_store("")->configured_endpoint_url("sqs") == std::nullopt);
}

TEST_CASE("a missing services section is an error once the search gets there") {
    auto const file = "[default]\nservices = gone\n";
    CHECK_THROWS_WITH_AS(make_store(file)->configured_endpoint_url("s3"),
                         "The profile is configured to use the services section but the \"gone\" services "
                         "configuration does not exist.",
                         invalid_config_error);
    CHECK(make_store(file, "", {{"AWS_ENDPOINT_URL", "http://e"}})->configured_endpoint_url("s3") ==
          "http://e");
}

TEST_CASE("names of services in endpoint settings") {
    CHECK(config::endpoint_config_id("s3") == "s3");
    CHECK(config::endpoint_config_id("elbv2") == "elastic_load_balancing_v2");
    CHECK(config::endpoint_config_id("lex-runtime") == "lex_runtime_service");
    CHECK(config::endpoint_config_id("bedrock-runtime") == "bedrock_runtime");
    CHECK(config::endpoint_config_id("runtime.sagemaker") == "sagemaker_runtime");
}
