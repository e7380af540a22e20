// Accounts and ARNs of S3 Control.
#include "call_fixture.hpp"
#include "small_model.hpp"
#include "small_rules.hpp"

#include <doctest/doctest.h>

using namespace coaws;
using testing_support::call_fixture;
using testing_support::small_model;

namespace {

constexpr std::string_view rules = R"json({
  "version": "1.0",
  "parameters": {"Region": {"type": "String", "builtIn": "AWS::Region"}, "AccountId": {"type": "String"},
                 "RequiresAccountId": {"type": "Boolean"}},
  "rules": [
    {"type": "endpoint", "conditions": [{"fn": "isSet", "argv": [{"ref": "AccountId"}]}],
     "endpoint": {"url": "https://{AccountId}.control.example.com"}},
    {"type": "endpoint", "conditions": [], "endpoint": {"url": "https://control.example.com"}}
  ]
})json";

struct control : call_fixture {
    explicit control(std::string operation, std::string traits = {})
        : call_fixture("s3control", small_model{.service_id = "S3 Control",
                                                .protocol = testing_support::rest_xml,
                                                .operation = std::move(operation),
                                                .traits = std::move(traits),
                                                .input = R"(
            "AccountId": {"shape": "Text", "hostLabel": true, "location": "header", "locationName": "x-amz-account-id",
                          "contextParam": {"name": "AccountId"}},
            "Name": {"shape": "Text", "location": "querystring", "locationName": "name"},
            "Bucket": {"shape": "Text", "location": "querystring", "locationName": "bucket"})"}
                                        .text()) {
        parts.rules = testing_support::compile_rules(rules);
        parts.settings.builtins[endpoint::builtin::region] = std::string("eu-west-1");
    }

    /// The authority that a request goes to, or the failure's text.
    std::string authority(value params) {
        auto const request = build(parts.service->operation_names().front(), std::move(params));
        return request ? request->url.authority : std::string(request.error().what());
    }
};

std::string outposts(std::string_view resource, std::string_view region = "us-west-2") {
    std::string arn = "arn:aws:s3-outposts:";
    return arn.append(region).append(":123456789012:outpost/op-1/").append(resource);
}

}  // namespace

TEST_CASE("HND-37 the account is in the endpoint, so it is not put in front of it once more") {
    constexpr auto prefix = R"(, "endpoint": {"hostPrefix": "{AccountId}."})";
    constexpr auto needed = R"(, "staticContextParams": {"RequiresAccountId": {"value": true}})";
    constexpr auto not_needed = R"(, "staticContextParams": {"RequiresAccountId": {"value": false}})";
    constexpr auto other = R"(, "endpoint": {"hostPrefix": "x-{AccountId}."})";
    struct row {
        std::string traits;
        char const* authority;
    };
    for (auto const& r : {
             row{std::string(prefix) + needed, "12.control.example.com"},
             row{prefix, "12.12.control.example.com"},
             row{std::string(prefix) + not_needed, "12.12.control.example.com"},
             row{std::string(other) + needed, "x-12.12.control.example.com"},
         }) {
        CAPTURE(r.traits);
        control f("GetAccessPoint", r.traits);
        CHECK(f.authority(args("AccountId", "12")) == r.authority);
    }
}

TEST_CASE("HND-54 an ARN in place of a name gives the account") {
    struct row {
        char const* operation;
        char const* parameter;
        std::string text;
        char const* authority;
    };
    for (auto const& r : {
             row{"GetAccessPoint", "Name", outposts("accesspoint/mine"), "123456789012.control.example.com"},
             row{"GetBucket", "Bucket", outposts("bucket/mine"), "123456789012.control.example.com"},
             row{"GetBucket", "Bucket", "arn:aws:s3-outposts:us-west-2:123456789012:outpost:op-1:bucket:mine",
                 "123456789012.control.example.com"},
             row{"GetBucket", "Bucket", "mine", "control.example.com"},
             // These are sent by their outpost's id, so their parameters are left alone.
             row{"CreateBucket", "Bucket", outposts("bucket/mine"), "control.example.com"},
             row{"ListRegionalBuckets", "Name", outposts("bucket/mine"), "control.example.com"},
             row{"CreateAccessPoint", "Name", outposts("bucket/mine"), "control.example.com"},
         }) {
        CAPTURE(r.operation);
        CAPTURE(r.text);
        control f(r.operation);
        CHECK(f.authority(args(r.parameter, r.text)) == r.authority);
    }
    control same("GetBucket");
    CHECK(same.authority(args("Bucket", outposts("bucket/mine"), "AccountId", "123456789012")) ==
          "123456789012.control.example.com");
}

TEST_CASE("HND-54 ARNs that do not fit are told with their reason") {
    auto const invalid = [](std::string const& arn, std::string const& reason) {
        return "S3 ARN \"" + arn + "\" provided is invalid for this operation. " + reason;
    };
    auto const bucket = outposts("bucket/mine");
    auto const point = outposts("accesspoint/mine");
    auto const fips = outposts("bucket/mine", "fips-us-west-2");
    CHECK(control("GetBucket").authority(args("Bucket", point)) ==
          invalid(point, "The Bucket parameter does not support the provided ARN"));
    CHECK(control("GetAccessPoint").authority(args("Name", bucket)) ==
          invalid(bucket, "The Name parameter does not support the provided ARN"));
    CHECK(control("GetBucket").authority(args("Bucket", bucket, "AccountId", "1")) ==
          invalid(bucket, "Account ID in arn does not match the AccountId parameter provided: \"1\""));
    CHECK(control("GetBucket").authority(args("Bucket", fips)) ==
          invalid(fips, "Invalid ARN, FIPS region not allowed in ARN."));
    control fast("GetBucket");
    fast.parts.settings.client_context["use_accelerate_endpoint"] = true;
    CHECK(fast.authority(args("Bucket", bucket)) ==
          "Unsupported configuration when using S3 Control: S3 control client does not support accelerate "
          "endpoints");
}
