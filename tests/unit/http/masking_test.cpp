// Secrets in header fields and URLs.
#include <coaws/http/masking.hpp>

#include <doctest/doctest.h>

#include <utility>

using namespace coaws;

TEST_CASE("header fields with secrets are known by their names") {
    for (auto const* name : {"Authorization", "x-amz-security-token", "X-Amz-Sso_Bearer_Token", "DPoP",
                             "x-amz-server-side-encryption-customer-key", "Set-Cookie"})
        CHECK_MESSAGE(http::is_secret_header(name), name);
    for (auto const* name :
         {"Content-Type", "x-amz-date", "x-amz-server-side-encryption-customer-key-MD5", ""})
        CHECK_MESSAGE(!http::is_secret_header(name), name);
}

TEST_CASE("a URL is shown without who asks and without the parameters that are secret") {
    std::pair<char const*, char const*> const rows[] = {
        {"https://h/p", "https://h/p"},
        {"https://me:pw@h:81/p?a=1", "https://*@h:81/p?a=1"},
        {"https://h/p?pin=1&a=pin&x", "https://h/p?pin=*&a=pin&x"},
        {"https://h/p?PIN=1&pin=2&pin", "https://h/p?PIN=*&pin=*&pin"},
        {"https://h/p?p%69n=1", "https://h/p?p%69n=*"},
        {"https://h/p?pin=a=b&&c", "https://h/p?pin=*&&c"},
    };
    for (auto const& [given, shown] : rows)
        CHECK(http::masked_url(*http::uri::parse(given), "*",
                               [](std::string_view name) { return name == "pin"; }) == shown);
}
