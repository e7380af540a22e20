// Buckets in other regions, and sessions of directory buckets.
#include "call_fixture.hpp"
#include "small_rules.hpp"

#include <doctest/doctest.h>

using namespace coaws;
using testing_support::call_fixture;

namespace {

constexpr std::string_view model = R"json({
  "metadata": {"serviceId": "S3", "protocol": "rest-xml", "endpointPrefix": "s3", "signatureVersion": "s3v4",
               "apiVersion": "2006-03-01", "uid": "s3-test"},
  "operations": {
    "GetThing": {"name": "GetThing", "http": {"method": "GET", "requestUri": "/{Bucket}/thing"},
                 "input": {"shape": "In"}},
    "HeadBucket": {"name": "HeadBucket", "http": {"method": "HEAD", "requestUri": "/{Bucket}"},
                   "input": {"shape": "In"}},
    "CreateSession": {"name": "CreateSession", "http": {"method": "GET", "requestUri": "/{Bucket}?session"},
                      "input": {"shape": "In"}, "output": {"shape": "SessionOut"},
                      "staticContextParams": {"Plain": {"value": true}}}
  },
  "shapes": {
    "Text": {"type": "string"}, "Time": {"type": "timestamp"},
    "In": {"type": "structure", "required": ["Bucket"], "members": {
      "Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket", "contextParam": {"name": "Bucket"}}}},
    "SessionOut": {"type": "structure", "members": {"Credentials": {"shape": "Keys"}}},
    "Keys": {"type": "structure", "members": {
      "SessionToken": {"shape": "Text"}, "SecretAccessKey": {"shape": "Text"}, "AccessKeyId": {"shape": "Text"},
      "Expiration": {"shape": "Time"}}}
  }
})json";

constexpr std::string_view rules = R"json({
  "version": "1.0",
  "parameters": {
    "Region": {"type": "String", "builtIn": "AWS::Region"}, "Bucket": {"type": "String"},
    "Plain": {"type": "Boolean", "default": false, "required": true}
  },
  "rules": [
    {"type": "endpoint", "conditions": [
       {"fn": "booleanEquals", "argv": [{"ref": "Plain"}, false]},
       {"fn": "stringEquals", "argv": [{"ref": "Bucket"}, "directory"]}],
     "endpoint": {"url": "https://{Bucket}.zone.example.com",
                  "properties": {"authSchemes": [{"name": "sigv4-s3express", "signingName": "s3express",
                                                  "signingRegion": "{Region}"}]}}},
    {"type": "endpoint", "conditions": [],
     "endpoint": {"url": "https://{Bucket}.{Region}.example.com",
                  "properties": {"authSchemes": [{"name": "sigv4", "signingName": "s3",
                                                  "signingRegion": "{Region}"}]}}}
  ]
})json";

struct s3 : call_fixture {
    s3() : call_fixture("s3", model) {
        parts.rules = testing_support::compile_rules(rules);
        parts.settings.builtins[endpoint::builtin::region] = std::string("eu-west-1");
    }

    std::vector<std::string> hosts() const {
        std::vector<std::string> out;
        for (auto const& r : world.http->requests) out.push_back(r.method + ' ' + r.url.authority);
        return out;
    }
};

using list = std::vector<std::string>;

constexpr auto moved = "<Error><Code>PermanentRedirect</Code><Message>moved</Message></Error>";

}  // namespace

TEST_CASE("HND-52 a redirect is followed and remembered") {
    s3 f;
    f.world.http->reply(301, moved, {{"x-amz-bucket-region", "us-east-2"}});
    f.world.http->reply(200);
    f.world.http->reply(200);
    auto const out = f.call("GetThing", args("Bucket", "b-1"));
    REQUIRE(out);
    CHECK(f.call("GetThing", args("Bucket", "b-1")));
    CHECK(f.hosts() == list{"GET b-1.eu-west-1.example.com", "GET b-1.us-east-2.example.com",
                            "GET b-1.us-east-2.example.com"});
    CHECK(f.world.http->requests[1].headers.get("Authorization").find("/us-east-2/s3/") !=
          std::string_view::npos);
    CHECK(f.world.clock->sleeps().empty());
}

TEST_CASE("without a hint the bucket is asked for its region") {
    s3 f;
    f.world.http->reply(301, moved);
    f.world.http->reply(200, "", {{"x-amz-bucket-region", "us-east-2"}});
    f.world.http->reply(200);
    CHECK(f.call("GetThing", args("Bucket", "b-1")));
    CHECK(f.hosts() == list{"GET b-1.eu-west-1.example.com", "HEAD b-1.eu-west-1.example.com",
                            "GET b-1.us-east-2.example.com"});
}

TEST_CASE("redirects end") {
    s3 f;
    for (int i = 0; i < 2; ++i) f.world.http->reply(301, moved, {{"x-amz-bucket-region", "us-east-2"}});
    auto const out = f.call("GetThing", args("Bucket", "b-1"));
    REQUIRE_FALSE(out);
    CHECK(f.hosts().size() == 2);

    s3 g;
    g.world.http->reply(301);
    CHECK_FALSE(g.call("HeadBucket", args("Bucket", "b-1")));
    CHECK(g.hosts().size() == 1);
}

TEST_CASE("a region that could not be part of a host is refused") {
    s3 f;
    f.world.http->reply(301, moved, {{"x-amz-bucket-region", "evil.example.org/"}});
    auto const out = f.call("GetThing", args("Bucket", "b-1"));
    REQUIRE_FALSE(out);
    CHECK(out.error().type() == "InvalidRegionError");
}

TEST_CASE("HND-53 directory buckets are opened once and signed for with the session's keys") {
    s3 f;
    f.world.http->reply(
        200,
        "<R><Credentials><SessionToken>TOKEN</SessionToken><SecretAccessKey>s</SecretAccessKey>"
        "<AccessKeyId>ASIA</AccessKeyId><Expiration>2024-05-06T07:13:09Z</Expiration>"
        "</Credentials></R>");
    f.world.http->reply(200);
    f.world.http->reply(200);
    REQUIRE(f.call("GetThing", args("Bucket", "directory")));
    REQUIRE(f.call("GetThing", args("Bucket", "directory")));
    auto const& sent = f.world.http->requests;
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].url.query == "session");
    for (std::size_t i : {1u, 2u}) {
        CHECK(sent[i].headers.get("x-amz-s3session-token") == "TOKEN");
        CHECK_FALSE(sent[i].headers.contains("X-Amz-Security-Token"));
        CHECK(sent[i].headers.get("Authorization").find("Credential=ASIA/20240506/eu-west-1/s3express/") !=
              std::string_view::npos);
    }
}
