// RSA signatures over SHA-1 with a key in PEM.
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <coaws/auth/cloudfront.hpp>
#include <coaws/base/error.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <limits>
#include <memory>

#include "base/openssl_handle.hpp"

namespace coaws::auth {
namespace {

// Without it OpenSSL asks the terminal for the password of an encrypted key.
int no_password(char*, int, int, void*) { return 0; }

std::shared_ptr<EVP_PKEY> read_key(std::string_view pem) {
    if (pem.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
    coaws::detail::openssl_handle<BIO, BIO_free> const bio(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!bio) return nullptr;
    return {PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr), EVP_PKEY_free};
}

std::string sign(EVP_PKEY* key, std::string_view text) {
    coaws::detail::digest_context const context(EVP_MD_CTX_new());
    auto const* const bytes = reinterpret_cast<unsigned char const*>(text.data());
    std::size_t size = 0;
    std::string out;
    bool worked =
        context != nullptr &&
        EVP_DigestSignInit_ex(context.get(), nullptr, "SHA1", nullptr, nullptr, key, nullptr) == 1 &&
        EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) == 1;
    if (worked) {
        out.resize(size);
        auto* const room = reinterpret_cast<unsigned char*>(out.data());
        worked = EVP_DigestSign(context.get(), room, &size, bytes, text.size()) == 1;
        out.resize(size);
    }
    if (!worked) throw error("The cryptographic library failed: RSA");
    return out;
}

}  // namespace

rsa_sha1_function make_rsa_sha1(std::string_view private_key_pem) {
    auto const key = read_key(private_key_pem);
    if (key == nullptr || EVP_PKEY_is_a(key.get(), "RSA") != 1)
        throw value_error("Not a private RSA key in PEM without a password");
    return [key](std::string_view text) { return sign(key.get(), text); };
}

}  // namespace coaws::auth
