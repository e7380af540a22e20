#include <coaws/auth/dpop.hpp>

#include <doctest/doctest.h>
#include <coaws/value/value.hpp>

#include "p256_key.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

timestamp const now = *parse_timestamp("2024-05-06T07:08:09.9Z");

std::vector<std::string> parts_of(std::string const& proof) {
    std::vector<std::string> parts;
    for (auto part : split(proof, '.')) parts.emplace_back(part);
    return parts;
}

}  // namespace

TEST_CASE("a proof tells key, URL, time and id, and its signature is right") {
    ec_key const pair;
    auto const point = pair.point();
    for (bool traditional : {true, false}) {
        CAPTURE(traditional);
        auto const key = auth::dpop_key::from_pem(pair.pem(traditional));
        REQUIRE(key);
        auto const parts = parts_of(key->proof("https://e.example.com/v1/token", now, "id-1"));
        REQUIRE(parts.size() == 3);
        auto const header = from_json(decode_base64_url(parts[0]));
        CHECK(header.get("typ", "") == "dpop+jwt");
        CHECK(header.get("alg", "") == "ES256");
        CHECK(header.get("jwk.kty", "") == "EC");
        CHECK(header.get("jwk.crv", "") == "P-256");
        CHECK(decode_base64_url(header.get("jwk.x", "")) == point.substr(1, 32));
        CHECK(decode_base64_url(header.get("jwk.y", "")) == point.substr(33, 32));
        CHECK(decode_base64_url(parts[1]) ==
              R"({"htm":"POST","htu":"https://e.example.com/v1/token","iat":1714979289,"jti":"id-1"})");
        auto const signature = decode_base64_url(parts[2]);
        REQUIRE(signature.size() == 64);
        CHECK(pair.verify(parts[0] + '.' + parts[1], signature));
        CHECK_FALSE(pair.verify(parts[0] + '.' + parts[1] + 'x', signature));
    }
}

TEST_CASE("numbers of a proof keep their leading zeros") {
    // One number in 256 begins with a zero byte: this many keys and signatures hold some.
    for (int i = 0; i < 300; ++i) {
        ec_key const pair;
        auto const parts = parts_of(auth::dpop_key::from_pem(pair.pem())->proof("u", now, "i"));
        auto const header = from_json(decode_base64_url(parts[0]));
        CHECK(header.get("jwk.x", "").size() == 43);
        CHECK(header.get("jwk.y", "").size() == 43);
        CHECK(parts[2].size() == 86);
    }
}

TEST_CASE("line ends and frames of a key do not matter, anything else is no key") {
    ec_key const pair;
    auto text = pair.pem();
    std::string with_returns;
    for (char c : text) with_returns += c == '\n' ? std::string("\r\n") : std::string(1, c);
    CHECK(auth::dpop_key::from_pem(with_returns));
    CHECK(auth::dpop_key::from_pem("\n" + text + "\n\n"));
    CHECK_FALSE(auth::dpop_key::from_pem(""));
    CHECK_FALSE(auth::dpop_key::from_pem("no key"));
    CHECK_FALSE(auth::dpop_key::from_pem("AAAA"));
    CHECK_FALSE(auth::dpop_key::from_pem(text.substr(0, text.size() / 2)));
    CHECK_FALSE(auth::dpop_key::from_pem(ec_key("P-384").pem()));
    for (std::size_t i = 40; i < text.size() - 40; i += 7) {
        auto broken = text;
        broken[i] = broken[i] == 'A' ? 'B' : 'A';
        auth::dpop_key::from_pem(broken);
    }
}
