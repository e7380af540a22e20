// Presigned requests and forms of S3. Signatures are botocore's own for the same URLs.
#include "call_fixture.hpp"
#include "small_rules.hpp"

#include <doctest/doctest.h>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/presign.hpp>

using namespace coaws;
using testing_support::call_fixture;
namespace asio = boost::asio;

namespace {

constexpr std::string_view model = R"json({
  "metadata": {"serviceId": "S3", "protocol": "rest-xml", "endpointPrefix": "s3", "signatureVersion": "s3v4",
               "apiVersion": "2006-03-01", "uid": "s3-test"},
  "operations": {
    "GetThing": {"name": "GetThing", "http": {"method": "GET", "requestUri": "/{Bucket}/thing"},
                 "input": {"shape": "In"}},
    "PutObject": {"name": "PutObject", "http": {"method": "PUT", "requestUri": "/{Bucket}/{Key+}"},
                  "input": {"shape": "Key"}},
    "CreateBucket": {"name": "CreateBucket", "http": {"method": "PUT", "requestUri": "/{Bucket}"},
                     "input": {"shape": "In"}},
    "CreateSession": {"name": "CreateSession", "http": {"method": "GET", "requestUri": "/{Bucket}?session"},
                      "input": {"shape": "In"}, "output": {"shape": "SessionOut"},
                      "staticContextParams": {"Plain": {"value": true}}}
  },
  "shapes": {
    "Text": {"type": "string"}, "Time": {"type": "timestamp"},
    "In": {"type": "structure", "required": ["Bucket"], "members": {
      "Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket", "contextParam": {"name": "Bucket"}}}},
    "Key": {"type": "structure", "required": ["Bucket", "Key"], "members": {
      "Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket", "contextParam": {"name": "Bucket"}},
      "Key": {"shape": "Text", "location": "uri", "locationName": "Key"}}},
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
    "Plain": {"type": "Boolean", "default": false, "required": true},
    "ForcePathStyle": {"type": "Boolean", "builtIn": "AWS::S3::ForcePathStyle", "default": false, "required": true}
  },
  "rules": [
    {"type": "endpoint", "conditions": [
       {"fn": "booleanEquals", "argv": [{"ref": "Plain"}, false]},
       {"fn": "stringEquals", "argv": [{"ref": "Bucket"}, "directory"]}],
     "endpoint": {"url": "https://{Bucket}.zone.example.com",
                  "properties": {"authSchemes": [{"name": "sigv4-s3express", "signingName": "s3express",
                                                  "signingRegion": "us-west-2"}]}}},
    {"type": "endpoint", "conditions": [{"fn": "stringEquals", "argv": [{"ref": "Region"}, "aws-global"]}],
     "endpoint": {"url": "https://{Bucket}.global.example.com",
                  "properties": {"authSchemes": [{"name": "sigv4", "signingName": "s3",
                                                  "signingRegion": "us-east-1"}]}}},
    {"type": "endpoint", "conditions": [{"fn": "aws.parseArn", "argv": [{"ref": "Bucket"}], "assign": "arn"}],
     "endpoint": {"url": "https://point.{arn#region}.example.com",
                  "properties": {"authSchemes": [{"name": "sigv4", "signingName": "s3",
                                                  "signingRegion": "{arn#region}"}]}}},
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
        parts.settings.signature_version = "s3v4";
    }

    /// The URL, or the type of the failure.
    std::string url(std::string bucket) {
        connect();
        asio::io_context io;
        auto work =
            pipeline::presign(*core, "GetThing", args("Bucket", std::move(bucket)), 60, presign_options());
        auto const made = testing_support::run(io, std::move(work));
        return made ? made->url.str() : std::string(made.error().type());
    }
    result<presigned_post> form(std::string key, post_policy policy) {
        connect();
        asio::io_context io;
        auto work = pipeline::presign_post(*core, "b", std::move(key), std::move(policy));
        return testing_support::run(io, std::move(work));
    }
};

std::string signed_query(std::string_view scope, std::string_view access_key = "AKIDEXAMPLE",
                         std::string_view token = {}) {
    std::string out = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=";
    out.append(access_key).append("%2F20240506%2F").append(scope);
    out.append("%2Faws4_request&X-Amz-Date=20240506T070809Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host");
    return out.append(token).append("&X-Amz-Signature=");
}

std::string policy_of(presigned_post const& form) {
    auto const* policy = form.fields.find("policy");
    return policy == nullptr ? "none" : base64_decode(*policy).value();
}

}  // namespace

TEST_CASE("HND-38 presigned URLs go to the global endpoint where settings and bucket allow it") {
    s3 f;
    f.parts.settings.s3_presigns_global = true;
    CHECK(f.url("b") == "https://b.global.example.com/thing?" + signed_query("eu-west-1%2Fs3") +
                            "3d7b0e1715e60cdcd847de457a15f8aeab36d8f61368ff3788defcdd55fb6bf0");
    CHECK(f.url("b.c").starts_with("https://b.c.eu-west-1.example.com/thing?"));
    CHECK(f.url("b--x-s3").starts_with("https://b--x-s3.eu-west-1.example.com/thing?"));
    CHECK(f.build("GetThing", args("Bucket", "b"))->url.authority == "b.eu-west-1.example.com");
    s3 regional;
    CHECK(regional.url("b").starts_with("https://b.eu-west-1.example.com/thing?"));
    s3 by_path;
    by_path.parts.settings.s3_presigns_global = true;
    by_path.parts.settings.builtins[endpoint::builtin::s3_force_path_style] = true;
    CHECK(by_path.url("b").starts_with("https://b.eu-west-1.example.com/thing?"));
}

TEST_CASE("an ARN says for which region to sign") {
    s3 f;
    f.parts.settings.s3_presigns_global = true;
    auto const url = f.url("arn:aws:s3:us-west-2:123456789012:accesspoint:point");
    CHECK(url.starts_with("https://point.us-west-2.example.com/thing?"));
    CHECK(url.find("%2Fus-west-2%2Fs3%2Faws4_request") != std::string::npos);
}

TEST_CASE("HND-52 the older signature, on request") {
    s3 f;
    f.parts.settings.requested_signature_version = "s3";
    f.parts.settings.signature_version = "s3";
    CHECK(f.url("b") ==
          "https://b.eu-west-1.example.com/thing?AWSAccessKeyId=AKIDEXAMPLE"
          "&Signature=vEwnTaF4entlLFPKxRhQG0djVWo%3D&Expires=1714979349");
}

TEST_CASE("directory buckets are signed for with a session") {
    s3 f;
    f.world.http->reply(
        200,
        "<R><Credentials><SessionToken>session-token</SessionToken><SecretAccessKey>sessionsecret"
        "</SecretAccessKey><AccessKeyId>SESSIONKEY</AccessKeyId><Expiration>2024-05-06T07:13:09Z</Expiration>"
        "</Credentials></R>");
    CHECK(f.url("directory") ==
          "https://directory.zone.example.com/thing?" +
              signed_query("eu-west-1%2Fs3express", "SESSIONKEY", "&X-Amz-S3session-Token=session-token") +
              "20c81f3ebff15fe4fb45fe78b2518b0e76320bb8030bfa176cb2380c57378366");
}

TEST_CASE("HND-11 forms hold the caller's fields and conditions, bucket and key") {
    s3 f;
    std::vector<std::string> asked;
    f.parts.events->on("choose-signer", [&](choose_signer& e) {
        asked.emplace_back(e.name);
        asked.emplace_back(e.signature_version);
    });
    auto const form = f.form("k", post_policy()
                                      .with_expires(std::chrono::minutes(10))
                                      .with_field("acl", "public-read")
                                      .with_condition(args("acl", "public-read"))
                                      .with_condition(list_of("content-length-range", 1, 10)));
    REQUIRE(form);
    CHECK(form->url == "https://b.eu-west-1.example.com/");
    std::vector<std::string> names;
    for (auto const& [name, text] : form->fields) names.push_back(name);
    CHECK(names == std::vector<std::string>{"acl", "key", "x-amz-algorithm", "x-amz-credential", "x-amz-date",
                                            "policy", "x-amz-signature"});
    CHECK(*form->fields.find("x-amz-credential") == "AKIDEXAMPLE/20240506/eu-west-1/s3/aws4_request");
    CHECK(policy_of(*form) ==
          R"({"expiration": "2024-05-06T07:18:09Z", "conditions": [{"acl": "public-read"}, )"
          R"(["content-length-range", 1, 10], {"bucket": "b"}, {"key": "k"}, )"
          R"({"x-amz-algorithm": "AWS4-HMAC-SHA256"}, )"
          R"({"x-amz-credential": "AKIDEXAMPLE/20240506/eu-west-1/s3/aws4_request"}, )"
          R"({"x-amz-date": "20240506T070809Z"}]})");
    CHECK(asked == std::vector<std::string>{"choose-signer.s3.PutObject", "v4-presign-post"});
}

TEST_CASE("a key may be left open behind a prefix") {
    s3 f;
    auto const form = f.form("up/${filename}", post_policy());
    REQUIRE(form);
    CHECK(*form->fields.find("key") == "up/${filename}");
    CHECK(policy_of(*form).find(R"({"bucket": "b"}, ["starts-with", "$key", "up/"], )") != std::string::npos);
    CHECK(policy_of(*form).starts_with(R"({"expiration": "2024-05-06T08:08:09Z", )"));
}

TEST_CASE("forms with the older signature, and without any") {
    s3 f;
    f.parts.settings.requested_signature_version = "s3";
    f.parts.settings.signature_version = "s3";
    auto const form = f.form("k", post_policy());
    REQUIRE(form);
    CHECK(form->fields.find("AWSAccessKeyId") != nullptr);
    CHECK(form->fields.find("signature") != nullptr);
    CHECK(form->fields.find("x-amz-date") == nullptr);
    s3 open;
    open.parts.settings.requested_signature_version = "none";
    open.parts.settings.signature_version = "none";
    open.parts.identity = nullptr;
    auto const bare = open.form("k", post_policy().with_field("a", "b"));
    REQUIRE(bare);
    CHECK(bare->fields.size() == 2);
    s3 poor;
    poor.parts.identity = nullptr;
    auto const refused = poor.form("k", post_policy());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().type() == "NoCredentialsError");
}
