// Signature Version 4A against published vectors.
#include <doctest/doctest.h>

#include <coaws/auth/sigv4a.hpp>
#include <coaws/base/text.hpp>

using namespace coaws;

namespace {

credentials keys(std::optional<std::string> token = {}) {
    return {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", std::move(token)};
}

http::request get() {
    http::request r;
    r.url = http::uri::parse("https://example.amazonaws.com/").value();
    r.headers.add("Host", "example.amazonaws.com");
    return r;
}

auth::sigv4_params params() {
    auth::sigv4_params p;
    p.region = "us-east-1";
    p.service = "service";
    p.now = parse_timestamp("2015-08-30T12:36:00Z").value();
    return p;
}

}  // namespace

TEST_CASE("the key pair is the published one") {
    auto const point = auth::sigv4a_public_key(keys());
    CHECK(hex_encode(point.x) == "b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1");
    CHECK(hex_encode(point.y) == "865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518");
}

TEST_CASE("headers carry the region set and a signature that verifies") {
    auto r = get();
    r.headers.add("Date", "stays");
    auth::sigv4a_trace trace;
    auth::sign_v4a_headers(r, keys(), params(), &trace);
    CHECK(trace.canonical_request ==
          "GET\n/"
          "\n\ndate:stays\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\nx-amz-region-set:us-east-"
          "1\n\n"
          "date;host;x-amz-date;x-amz-region-set\n"
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(trace.string_to_sign.starts_with(
        "AWS4-ECDSA-P256-SHA256\n20150830T123600Z\n20150830/service/aws4_request\n"));
    CHECK(auth::verify_v4a(keys(), trace.string_to_sign, trace.signature));
    CHECK_FALSE(auth::verify_v4a(keys(), trace.string_to_sign + "x", trace.signature));
    CHECK_FALSE(auth::verify_v4a(credentials("B", "other"), trace.string_to_sign, trace.signature));
    CHECK_FALSE(auth::verify_v4a(keys(), trace.string_to_sign, "no hex"));
    CHECK_FALSE(auth::verify_v4a(keys(), trace.string_to_sign, "00"));
    CHECK(r.headers.get("Authorization")
              .starts_with("AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/service/aws4_request, "
                           "SignedHeaders=date;host;"));
    CHECK(r.headers.get("X-Amz-Region-Set") == "us-east-1");
    CHECK_FALSE(r.headers.contains("X-Amz-Content-SHA256"));
}

TEST_CASE("queries carry the region set") {
    auto r = get();
    auth::sigv4a_trace trace;
    auth::sign_v4a_query(r, keys("T"), params(), 3600, &trace);
    CHECK(r.url.query.starts_with(
        "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fservice%2Faws4_"
        "request&"
        "X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Expires=3600&X-Amz-Security-Token=T&"
        "X-Amz-Region-Set=us-east-1&X-Amz-Signature="));
    CHECK(auth::verify_v4a(keys(), trace.string_to_sign, trace.signature));
}

TEST_CASE("signing again leaves no stale headers, explicit payloads are sent") {
    auto r = get();
    auto p = params();
    p.payload = auth::payload_hash::unsigned_payload;
    p.region = "*";
    auth::sign_v4a_headers(r, keys("T"), p);
    auto const count = r.headers.size();
    auth::sign_v4a_headers(r, keys("T"), p);
    CHECK(r.headers.size() == count);
    CHECK(r.headers.get("X-Amz-Content-SHA256") == "UNSIGNED-PAYLOAD");
    CHECK(r.headers.get("X-Amz-Security-Token") == "T");
    CHECK(r.headers.get("X-Amz-Region-Set") == "*");
}
