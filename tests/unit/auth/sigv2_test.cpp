// The older signatures against values of botocore.
#include <doctest/doctest.h>

#include <coaws/auth/sigv2.hpp>
#include <coaws/base/errors_parameters.hpp>

using namespace coaws;

namespace {

credentials keys() { return {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "TO/K"}; }

timestamp now() { return parse_timestamp("2024-05-06T07:08:09Z").value(); }

http::request request(std::string method, std::string_view url) {
    http::request r;
    r.method = std::move(method);
    r.url = http::uri::parse(url).value();
    return r;
}

}  // namespace

TEST_CASE("S3 headers, with the bucket in the host name") {
    auto r = request("PUT", "https://b.s3.amazonaws.com/k?uploadId=a%2Fb&partNumber=2&x=1");
    r.headers.add("Content-Type", "text/plain");
    r.headers.add("X-Amz-Meta-B", " 2 ");
    r.headers.add("x-amz-acl", "private");
    std::string text;
    for (int attempt = 0; attempt < 2; ++attempt) {
        auth::sign_s3_v2_headers(r, keys(), now(), "/b/k", &text);
        CHECK(text ==
              "PUT\n\ntext/plain\nMon, 06 May 2024 07:08:09 GMT\nx-amz-acl:private\nx-amz-meta-b:2\n"
              "x-amz-security-token:TO/K\n/b/k?partNumber=2&uploadId=a/b");
        CHECK(r.headers.get("Authorization") == "AWS AKIDEXAMPLE:TAHvxQKboanfwMj8avqwk7V5pyo=");
        CHECK(r.headers.size() == 6);
    }
}

TEST_CASE("S3 presigned URLs") {
    auto r = request("GET", "https://b.s3.amazonaws.com/k?versionId=3");
    r.headers.add("x-amz-meta-a", "v w");
    r.headers.add("Content-Type", "t/p");
    auth::sign_s3_v2_query(r, keys(), now(), 60, "/b/k");
    CHECK(r.url.str() ==
          "https://b.s3.amazonaws.com/"
          "k?versionId=3&AWSAccessKeyId=AKIDEXAMPLE&Signature=LzP6hmu%2BSFpX0VR7oXMmCG2Uypw%3D&"
          "x-amz-meta-a=v%20w&content-type=t%2Fp&x-amz-security-token=TO%2FK&Expires=1714979349");
}

TEST_CASE("version 2 in a form") {
    auto r = request("POST", "https://sdb.amazonaws.com/");
    r.body = body::from_string("Action=ListDomains&Version=2009-04-15&A+b=x+y~%2F&Signature=stale");
    r.headers.add("Content-Length", "1");
    std::string text;
    auth::sign_v2_parameters(r, keys(), now(), &text);
    auto const form = *r.body.in_memory();
    CHECK(form.find("A+b=x+y~%2F&") != std::string_view::npos);
    CHECK(form.find("Signature=q4xV9iGrYHXdKLVfi2VoT%2FEM2w5VXEFDqUp%2BHs4S4bM%3D") !=
          std::string_view::npos);
    CHECK(r.headers.get("Content-Length") == std::to_string(form.size()));
    CHECK(text.starts_with("POST\nsdb.amazonaws.com\n/\nA%20b=x%20y~%2F&AWSAccessKeyId=AKIDEXAMPLE&Action="));
    auto const once = std::string(form);
    auth::sign_v2_parameters(r, keys(), now());
    CHECK(*r.body.in_memory() == once);
}

TEST_CASE("version 2 in the query") {
    auto r = request("GET", "https://sdb.amazonaws.com/?Action=ListDomains&a%20b=x%20y");
    auth::sign_v2_parameters(r, keys(), now());
    CHECK(r.url.query ==
          "Action=ListDomains&a%20b=x%20y&AWSAccessKeyId=AKIDEXAMPLE&SignatureVersion=2&SignatureMethod="
          "HmacSHA256&"
          "Timestamp=2024-05-06T07%3A08%3A09Z&SecurityToken=TO%2FK&"
          "Signature=UNA0wgM0XC8Nrz5h%2FjOtfstk6zB1lMV1aDqt6iGKjFE%3D");
    r.body = body::from_file("/nowhere");
    CHECK_THROWS_AS(auth::sign_v2_parameters(r, keys(), now()), value_error);
}
