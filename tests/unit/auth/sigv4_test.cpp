// Signature Version 4 against published vectors and values of botocore.
#include <doctest/doctest.h>

#include <coaws/auth/sigv4.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <thread>

using namespace coaws;

namespace {

credentials keys(std::optional<std::string> token = {}) {
    return {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", std::move(token)};
}

http::request request(std::string method, std::string_view url) {
    http::request r;
    r.method = std::move(method);
    r.url = http::uri::parse(url).value();
    return r;
}

auth::sigv4_params params_for(std::string_view region, std::string_view service, std::string_view now) {
    auth::sigv4_params p;
    p.region = region;
    p.service = service;
    p.now = parse_timestamp(now).value();
    return p;
}

auth::sigv4_params vector_params() { return params_for("us-east-1", "service", "2015-08-30T12:36:00Z"); }

auth::sigv4_params s3_params() {
    auto p = params_for("eu-west-1", "s3", "2024-05-06T07:08:09Z");
    p.s3 = true;
    return p;
}

std::string signature_of(http::request const& r) {
    auto const text = r.headers.get("Authorization");
    return std::string(text.substr(text.rfind('=') + 1));
}

}  // namespace

TEST_CASE("the published plain GET") {
    auto r = request("GET", "https://example.amazonaws.com/");
    r.headers.add("Host", "example.amazonaws.com");
    auth::sigv4_trace trace;
    auth::sign_v4_headers(r, keys(), vector_params(), &trace);
    CHECK(trace.canonical_request ==
          "GET\n/\n\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n"
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(trace.string_to_sign ==
          "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\n"
          "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63");
    CHECK(trace.signature == "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    CHECK(r.headers.get("Authorization") ==
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
          "SignedHeaders=host;x-amz-date, "
          "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    CHECK(r.headers.get("X-Amz-Date") == "20150830T123600Z");
}

TEST_CASE("canonical headers: case, repeats, blanks, and those left out") {
    auto r = request("post", "https://h.example:444/");
    r.headers.add("My-Header", "  a   \"b   c\"\n  d ");
    r.headers.add("my-header", "x");
    r.headers.add("User-Agent", "left out");
    r.headers.add("X-Amzn-Trace-Id", "left out");
    r.headers.add("Transfer-Encoding", "left out");
    r.headers.add("Empty", "");
    auth::sigv4_trace trace;
    auth::sign_v4_headers(r, keys(), vector_params(), &trace);
    CHECK(
        trace.canonical_request ==
        "POST\n/\n\nempty:\nhost:h.example:444\nmy-header:a \"b c\" d,x\nx-amz-date:20150830T123600Z\n\n"
        "empty;host;my-header;x-amz-date\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("canonical paths and queries") {
    struct row {
        std::string_view target, path, query;
        bool s3, normalize;
    };
    for (auto const& [target, path, query, s3, normalize] : {
             row{"", "/", "", false, true},
             row{"/a/../..", "/", "", false, true},
             row{"//a//b/./c/", "/a/b/c/", "", false, true},
             row{"/a/..", "/a/..", "", false, false},
             row{"/a%20b/\xe1\x88\xb4", "/a%2520b/%E1%88%B4", "", false, true},
             row{"/.hidden/a..b", "/.hidden/a..b", "", false, true},
             row{"//a/../c%20d", "//a/../c%20d", "", true, true},
             row{"/?b=2&a=1&a=0&c", "/", "a=0&a=1&b=2&c=", false, true},
             row{"/?a-b=1&a=2", "/", "a=2&a-b=1", false, true},
             row{"/?\xe1\x88\xb4=bar&x=a%2fb", "/", "%E1%88%B4=bar&x=a%2Fb", false, true},
             row{"/?k=a=b&&z=", "/", "k=a%3Db&z=", false, true},
         }) {
        CAPTURE(target);
        auto r = request("GET", "https://h" + std::string(target));
        auto p = vector_params();
        p.s3 = s3;
        p.normalize_path = normalize;
        auth::sigv4_trace trace;
        auth::sign_v4_headers(r, keys(), p, &trace);
        auto const expected = "GET\n" + std::string(path) + "\n" + std::string(query) + "\nhost:h\n";
        CHECK(trace.canonical_request.substr(0, expected.size()) == expected);
    }
}

TEST_CASE("S3 requests agree with botocore") {
    auto get = request("GET", "https://b.s3.eu-west-1.amazonaws.com/a//b/../c%20d?list-type=2&prefix=x%2Fy");
    auth::sign_v4_headers(get, keys(), s3_params());
    CHECK(signature_of(get) == "e0fed2e4af727d19d1ff59c65207f5fa17de8eff96e23cf8ae50c67ceeab371b");

    auto put = request("PUT", "https://b.s3.eu-west-1.amazonaws.com/k");
    put.headers.add("User-Agent", "x");
    put.headers.add("Expect", "100-continue");
    put.headers.add("Content-Type", " text/plain  ; a ");
    put.body = body::from_string("hello");
    auth::sign_v4_headers(put, keys("TOK"), s3_params());
    CHECK(signature_of(put) == "e9306722b1a290177d97a71ece5f06c16ed4b2187ae353cea9a8496ffa519b2a");
    CHECK(put.headers.get("X-Amz-Content-SHA256") ==
          "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    CHECK(put.headers.get("X-Amz-Security-Token") == "TOK");
}

TEST_CASE("a Date header is refreshed and used instead of X-Amz-Date") {
    auto r = request("POST", "https://sqs.eu-west-1.amazonaws.com:8443/a%20b/../c/./?b=2&a=1&a=0");
    r.headers.add("Date", "old");
    r.body = body::from_string("x=1");
    auth::sign_v4_headers(r, keys(), params_for("eu-west-1", "sqs", "2024-05-06T07:08:09Z"));
    CHECK(r.headers.get("Date") == "Mon, 06 May 2024 07:08:09 -0000");
    CHECK_FALSE(r.headers.contains("X-Amz-Date"));
    CHECK(signature_of(r) == "6d9518c3cab1b25809efa5abea6dacfa2f8726e9b924ef12401269fb080d6c16");
}

TEST_CASE("payloads") {
    auto p = params_for("eu-west-1", "sqs", "2024-05-06T07:08:09Z");
    auto const payload_line = [&p](http::request r) {
        auth::sigv4_trace trace;
        auth::sign_v4_headers(r, keys(), p, &trace);
        return trace.canonical_request.substr(trace.canonical_request.rfind('\n') + 1) + " " +
               std::string(r.headers.get("X-Amz-Content-SHA256"));
    };
    auto r = request("POST", "https://sqs.eu-west-1.amazonaws.com/");
    r.body = body::from_string("x=1");
    p.payload = auth::payload_hash::unsigned_payload;
    CHECK(payload_line(r) == "UNSIGNED-PAYLOAD UNSIGNED-PAYLOAD");
    p.payload = auth::payload_hash::streaming_unsigned_trailer;
    CHECK(payload_line(r) == "STREAMING-UNSIGNED-PAYLOAD-TRAILER ");
    p.payload = auth::payload_hash::of_body;
    p.body_sha256 = "abc";
    CHECK(payload_line(r) == "abc ");
    p.add_content_sha256_header = true;
    CHECK(payload_line(r) == "abc abc");
    p.payload = auth::payload_hash::from_header;
    r.headers.add("X-Amz-Content-SHA256", "given");
    CHECK(payload_line(r) == "given given");
}

TEST_CASE("a body of unknown hash is refused") {
    auto r = request("PUT", "https://h/");
    r.body = body::from_file("/nowhere");
    CHECK_THROWS_AS(auth::sign_v4_headers(r, keys(), s3_params()), value_error);
}

TEST_CASE("signing again replaces what an earlier attempt left") {
    auto r = request("PUT", "https://b.s3.eu-west-1.amazonaws.com/k");
    r.body = body::from_string("hello");
    auth::sign_v4_headers(r, keys("OLD"), s3_params());
    auto const count = r.headers.size();
    r.body = body::from_string("other");
    auto later = s3_params();
    later.now += std::chrono::hours(24);
    auth::sign_v4_headers(r, keys("NEW"), later);
    CHECK(r.headers.size() == count);
    auto fresh = request("PUT", "https://b.s3.eu-west-1.amazonaws.com/k");
    fresh.body = body::from_string("other");
    auth::sign_v4_headers(fresh, keys("NEW"), later);
    CHECK(signature_of(r) == signature_of(fresh));
    CHECK(r.headers.get("X-Amz-Security-Token") == "NEW");
}

TEST_CASE("a token may be left out of the signature and is sent all the same") {
    auto p = vector_params();
    p.sign_session_token = false;
    auto with_token = request("POST", "https://example.amazonaws.com/");
    auto without = with_token;
    auth::sign_v4_headers(with_token, keys("TOKEN"), p);
    auth::sign_v4_headers(without, keys(), p);
    CHECK(signature_of(with_token) == signature_of(without));
    CHECK(with_token.headers.get("X-Amz-Security-Token") == "TOKEN");
}

TEST_CASE("presigned queries agree with botocore") {
    auto r = request("GET", "https://b.s3.eu-west-1.amazonaws.com/k%20k?versionId=a%2Fb");
    auto p = s3_params();
    p.payload = auth::payload_hash::unsigned_payload;
    auth::sign_v4_query(r, keys("TO/K="), p, 60);
    CHECK(
        r.url.str() ==
        "https://b.s3.eu-west-1.amazonaws.com/"
        "k%20k?versionId=a%2Fb&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
        "AKIDEXAMPLE%2F20240506%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20240506T070809Z&X-Amz-Expires=60&"
        "X-Amz-SignedHeaders=host&X-Amz-Security-Token=TO%2FK%3D&X-Amz-Signature="
        "ae4101a3db95793bf8c42a35e61b49c6edcda19b30e57fcec084291824e3a723");
    CHECK(r.headers.empty());
    auto const once = r.url.str();
    auth::sign_v4_query(r, keys("TO/K="), p, 60);
    CHECK(r.url.str() == once);
}

TEST_CASE("keys of many secrets and days do not get mixed up") {
    auto const sign = [](std::string secret, int day) {
        auto r = request("GET", "https://h/");
        auto p = vector_params();
        p.now += std::chrono::hours(24 * day);
        auth::sign_v4_headers(r, credentials("A", std::move(secret)), p);
        return signature_of(r);
    };
    std::vector<std::string> first;
    for (int i = 0; i < 40; ++i) first.push_back(sign("secret" + std::to_string(i % 20), i / 20));
    for (int i = 39; i >= 0; --i) {
        CHECK(sign("secret" + std::to_string(i % 20), i / 20) == first[static_cast<std::size_t>(i)]);
    }
    std::string other;
    std::jthread([&] { other = sign("secret0", 0); }).join();
    CHECK(other == first[0]);
}
