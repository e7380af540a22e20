// What OpenSSL alone takes for the hashes of a signature.
#include "bare_hashes.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstdio>
#include <cstdlib>

namespace coaws::bench {

namespace {

void require(bool worked) {
    if (worked) return;
    std::fputs("OpenSSL failed\n", stderr);
    std::exit(1);
}

unsigned char const* raw(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

EVP_MAC_CTX* new_hmac() {
    EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    EVP_MAC_CTX* const context = EVP_MAC_CTX_new(algorithm);
    char digest[] = "SHA256";
    OSSL_PARAM const parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                     OSSL_PARAM_construct_end()};
    require(EVP_MAC_CTX_set_params(context, parameters) == 1);
    return context;
}

}  // namespace

void bare_sha256(std::string_view bytes) {
    static EVP_MD const* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    static EVP_MD_CTX* const context = EVP_MD_CTX_new();
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    require(EVP_DigestInit_ex2(context, algorithm, nullptr) == 1 &&
            EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1 &&
            EVP_DigestFinal_ex(context, out, &size) == 1);
}

void bare_hmac(std::string_view bytes) {
    static EVP_MAC_CTX* const context = new_hmac();
    static unsigned char const key[32] = {1, 2, 3};
    unsigned char out[EVP_MAX_MD_SIZE];
    std::size_t size = 0;
    require(EVP_MAC_init(context, key, sizeof key, nullptr) == 1 &&
            EVP_MAC_update(context, raw(bytes), bytes.size()) == 1 &&
            EVP_MAC_final(context, out, &size, sizeof out) == 1);
}

void bare_ecdsa(std::string_view bytes) {
    static EVP_PKEY* const key = EVP_EC_gen("P-256");
    static EVP_MD_CTX* const context = EVP_MD_CTX_new();
    unsigned char out[256];
    std::size_t size = sizeof out;
    require(EVP_DigestSignInit_ex(context, nullptr, "SHA256", nullptr, nullptr, key, nullptr) == 1 &&
            EVP_DigestSign(context, out, &size, raw(bytes), bytes.size()) == 1);
}

}  // namespace coaws::bench
