// Signed URLs and cookies of CloudFront, against values of botocore.
#include <doctest/doctest.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <coaws/auth/cloudfront.hpp>
#include <coaws/base/errors_parameters.hpp>

using namespace coaws;
using auth::cloudfront_policy;
using auth::cloudfront_signer;

namespace {

timestamp at(std::string_view text) { return parse_timestamp(text).value(); }

timestamp end_of_time() { return at("2030-01-01T00:00:00Z"); }

/// Not a signature, but bytes that need every exchange of the alphabet.
cloudfront_signer signer() {
    auto sign = [](std::string_view text) {
        return std::string("\xfb\xff\0sig:", 7) + std::to_string(text.size());
    };
    return cloudfront_signer("K1", sign);
}

cloudfront_policy narrow() {
    return cloudfront_policy("https://d.example.com/\xc3\xa9*", end_of_time())
        .with_start(at("2024-05-06T07:08:09.5Z"))
        .with_ip_address("10.0.0.1");
}

std::string pem_of(EVP_PKEY* key) {
    BIO* const bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    char* data = nullptr;
    auto const size = BIO_get_mem_data(bio, &data);
    std::string text(data, static_cast<std::size_t>(size));
    BIO_free(bio);
    return text;
}

bool is_signed(EVP_PKEY* key, std::string_view text, std::string_view signature) {
    auto const bytes = [](std::string_view s) { return reinterpret_cast<unsigned char const*>(s.data()); };
    EVP_MD_CTX* const context = EVP_MD_CTX_new();
    EVP_DigestVerifyInit(context, nullptr, EVP_sha1(), nullptr, key);
    auto const verdict =
        EVP_DigestVerify(context, bytes(signature), signature.size(), bytes(text), text.size());
    EVP_MD_CTX_free(context);
    return verdict == 1;
}

}  // namespace

TEST_CASE("policies are compact and in order") {
    CHECK(narrow().json() ==
          R"({"Statement":[{"Resource":"https://d.example.com/\u00e9*","Condition":{"DateLessThan":)"
          R"({"AWS:EpochTime":1893456000},"IpAddress":{"AWS:SourceIp":"10.0.0.1/32"},"DateGreaterThan":)"
          R"({"AWS:EpochTime":1714979289}}}]})");
    CHECK(cloudfront_policy("https://d.example.com/*", end_of_time()).with_ip_address("10.0.0.0/8").json() ==
          R"({"Statement":[{"Resource":"https://d.example.com/*","Condition":{"DateLessThan":)"
          R"({"AWS:EpochTime":1893456000},"IpAddress":{"AWS:SourceIp":"10.0.0.0/8"}}}]})");
}

TEST_CASE("URLs with a canned policy and with one of their own") {
    CHECK(signer().sign_url("https://d.example.com/a b?x=1", end_of_time()) ==
          "https://d.example.com/a b?x=1&Expires=1893456000&Signature=-~8Ac2lnOjExOA__&Key-Pair-Id=K1");
    auto const own = signer().sign_url("https://d.example.com/a", narrow().json());
    CHECK(own.starts_with("https://d.example.com/a?Policy=eyJTdGF0ZW1lbnQiOlt7IlJlc291cmNlIjoi"));
    CHECK(own.ends_with("fX1dfQ__&Signature=-~8Ac2lnOjIwOA__&Key-Pair-Id=K1"));
}

TEST_CASE("cookies hold the same") {
    using list = std::vector<cloudfront_signer::cookie>;
    CHECK(signer().sign_cookies("https://d.example.com/a b?x=1", end_of_time()) ==
          list{{"CloudFront-Expires", "1893456000"},
               {"CloudFront-Signature", "-~8Ac2lnOjExOA__"},
               {"CloudFront-Key-Pair-Id", "K1"}});
    auto const own = signer().sign_cookies("{}");
    CHECK(own == list{{"CloudFront-Policy", "e30_"},
                      {"CloudFront-Signature", "-~8Ac2lnOjI_"},
                      {"CloudFront-Key-Pair-Id", "K1"}});
}

TEST_CASE("keys in PEM sign with RSA over SHA-1") {
    EVP_PKEY* const key = EVP_RSA_gen(2048);
    REQUIRE(key != nullptr);
    auto const sign = auth::make_rsa_sha1(pem_of(key));
    auto signature = sign("a text");
    CHECK(is_signed(key, "a text", signature));
    CHECK_FALSE(is_signed(key, "another", signature));
    EVP_PKEY_free(key);
}

TEST_CASE("what is no RSA key is refused without being quoted") {
    EVP_PKEY* const curve = EVP_EC_gen("P-256");
    auto const pem = pem_of(curve);
    EVP_PKEY_free(curve);
    for (std::string const& text : {std::string(), std::string("not a key"), pem}) {
        try {
            auth::make_rsa_sha1(text);
            FAIL("taken");
        } catch (value_error const& e) {
            CHECK(std::string_view(e.what()) == "Not a private RSA key in PEM without a password");
        }
    }
}
