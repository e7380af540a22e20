// Secrets in requests.
#include "masking.hpp"

#include <doctest/doctest.h>

using cli::masked_header;
using cli::masked_url;

namespace {

std::string url(std::string_view text, std::vector<std::string> const& sensitive = {}) {
    return masked_url(*coaws::http::uri::parse(text), sensitive);
}

}  // namespace

TEST_CASE("signatures and tokens in header fields are masked") {
    auto const mask = std::string(cli::mask);
    CHECK(masked_header("Authorization",
                        "AWS4-HMAC-SHA256 Credential=AK/x, SignedHeaders=host, Signature=abc",
                        {}) == "AWS4-HMAC-SHA256 Credential=AK/x, SignedHeaders=host, Signature=" + mask);
    CHECK(masked_header("authorization", "AWS AKID:c2ln", {}) == "AWS AKID:" + mask);
    CHECK(masked_header("Authorization", "Bearer token", {}) == "Bearer " + mask);
    CHECK(masked_header("Authorization", "secret", {}) == mask);
    CHECK(masked_header("X-Amz-Security-Token", "secret", {}) == mask);
    CHECK(masked_header("x-amz-server-side-encryption-customer-key", "secret", {}) == mask);
    CHECK(masked_header("X-Pin", "1234", {"x-pin"}) == mask);
    CHECK(masked_header("Content-Type", "text/plain", {}) == "text/plain");
}

TEST_CASE("signatures, tokens and passwords in URLs are masked") {
    auto const mask = std::string(cli::mask);
    CHECK(url("https://h/p?a=1&X-Amz-Signature=abc&X-Amz-Security-Token=t") ==
          "https://h/p?a=1&X-Amz-Signature=" + mask + "&X-Amz-Security-Token=" + mask);
    CHECK(url("https://h/?Signature=abc&Expires=1") == "https://h/?Signature=" + mask + "&Expires=1");
    CHECK(url("https://user:pass@h/") == "https://" + mask + "@h/");
    CHECK(url("https://h/?pin=1&x", {"pin"}) == "https://h/?pin=" + mask + "&x");
}

TEST_CASE("a request is shown without its body") {
    coaws::http::request request;
    request.method = "PUT";
    request.url = *coaws::http::uri::parse("http://host:8080/k");
    request.headers.add("X-Amz-Security-Token", "token");
    request.body = coaws::body::from_string("password");
    CHECK(cli::masked_request(request, {}) ==
          "PUT http://host:8080/k\nHost: host:8080\nX-Amz-Security-Token: " + std::string(cli::mask) +
              "\n(body: 8 bytes)\n");
}
