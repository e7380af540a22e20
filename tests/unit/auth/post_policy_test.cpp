// Signed POST policies against values of botocore.
#include <doctest/doctest.h>

#include <coaws/auth/post_policy.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <limits>

using namespace coaws;

namespace {

credentials keys() { return {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "TO/K"}; }

auth::sigv4_params params(std::string_view service) {
    auth::sigv4_params p;
    p.region = "eu-west-1";
    p.service = service;
    p.now = parse_timestamp("2024-05-06T07:08:09.5Z").value();
    return p;
}

value one(std::string key, value v) {
    value_map map;
    map.append(std::move(key), std::move(v));
    return value(std::move(map));
}

std::string field(auth::post_fields const& fields, std::string_view name) {
    auto const* const text = fields.find(name);
    return text != nullptr ? *text : "none";
}

}  // namespace

TEST_CASE("version 4 policies, with every kind of JSON") {
    auth::post_fields fields;
    fields.set("key", "k");
    value_list range{value("content-length-range"), value(1), value(1024)};
    value_list odd{value(true), value(nullptr), value(1.5)};
    value_list const conditions{one("acl", "public-read"), value(range), one("x", value(odd)),
                                one("key", "k/\xc3\xbc\"\xf0\x9f\x98\x80\n")};
    auth::sign_post_policy(fields, conditions, 60, keys(), params("s3"));
    CHECK(base64_decode(field(fields, "policy")).value() ==
          "{\"expiration\": \"2024-05-06T07:09:09Z\", \"conditions\": [{\"acl\": \"public-read\"}, "
          "[\"content-length-range\", 1, 1024], {\"x\": [true, null, 1.5]}, "
          "{\"key\": \"k/\\u00fc\\\"\\ud83d\\ude00\\n\"}, {\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"}, "
          "{\"x-amz-credential\": \"AKIDEXAMPLE/20240506/eu-west-1/s3/aws4_request\"}, "
          "{\"x-amz-date\": \"20240506T070809Z\"}, {\"x-amz-security-token\": \"TO/K\"}]}");
    CHECK(field(fields, "x-amz-signature") ==
          "b042e330341e4dfe5d145eab98bcd453b092ae64b6e053de7da8fec8c6910af2");
    CHECK(field(fields, "x-amz-security-token") == "TO/K");
    CHECK(fields.size() == 7);
}

TEST_CASE("version 2 policies") {
    auth::post_fields fields;
    fields.set("key", "k");
    auth::sign_post_policy(fields, {one("key", "k")}, 60, keys(), params("s3"), auth::post_signature::v2);
    CHECK(field(fields, "AWSAccessKeyId") == "AKIDEXAMPLE");
    CHECK(field(fields, "signature") == "bujwLLmeR43QPWnpNYwfHajs7xU=");
}

TEST_CASE("S3 Express policies") {
    auth::post_fields fields;
    auth::sign_post_policy(fields, {one("key", "k")}, 60, keys(), params("s3express"),
                           auth::post_signature::s3_express);
    CHECK(field(fields, "x-amz-signature") ==
          "96a160f34971ec9fe424e60a78bc4894ddf5740d8a9bdafb748f62ff1b316c65");
    CHECK(field(fields, "X-Amz-S3session-Token") == "TO/K");
}

TEST_CASE("policies that cannot be written are refused") {
    auth::post_fields fields;
    auto const sign = [&fields](value condition, std::int64_t expires) {
        value_list conditions;
        conditions.push_back(std::move(condition));
        auth::sign_post_policy(fields, conditions, expires, keys(), params("s3"));
    };
    value deep = 1;
    for (int i = 0; i < 200; ++i) {
        value_list outer;
        outer.push_back(std::move(deep));
        deep = value(std::move(outer));
    }
    CHECK_THROWS_AS(sign(value(blob("x")), 60), value_error);
    CHECK_THROWS_AS(sign(value("\xff"), 60), value_error);
    CHECK_THROWS_AS(sign(std::move(deep), 60), value_error);
    CHECK_THROWS_AS(sign(value("x"), std::numeric_limits<std::int64_t>::max()), value_error);
    CHECK_THROWS_AS(sign(value("x"), 300'000'000'000), value_error);
}
