// Fresh keys for tests, as PEM, and a second opinion on what they sign.
#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <coaws/base/text.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace coaws::test {

/// A key pair on a curve.
class ec_key {
  public:
    explicit ec_key(char const* curve = "P-256") : pair_(EVP_EC_gen(curve), EVP_PKEY_free) {}

    /// With `traditional` in the form of SEC 1, else PKCS 8.
    std::string pem(bool traditional = true) const {
        std::unique_ptr<BIO, int (*)(BIO*)> const out(BIO_new(BIO_s_mem()), BIO_free);
        if (traditional)
            PEM_write_bio_PrivateKey_traditional(out.get(), pair_.get(), nullptr, nullptr, 0, nullptr,
                                                 nullptr);
        else
            PEM_write_bio_PKCS8PrivateKey(out.get(), pair_.get(), nullptr, nullptr, 0, nullptr, nullptr);
        char* text = nullptr;
        auto const size = BIO_get_mem_data(out.get(), &text);
        return std::string(text, static_cast<std::size_t>(size));
    }

    /// The uncompressed public point: 4, x, y.
    std::string point() const {
        unsigned char* bytes = nullptr;
        auto const size = EVP_PKEY_get1_encoded_public_key(pair_.get(), &bytes);
        std::string out(reinterpret_cast<char*>(bytes), size);
        OPENSSL_free(bytes);
        return out;
    }

    /// Whether `signature`, two numbers of 32 bytes, is this key's over the SHA-256 of the text.
    bool verify(std::string_view text, std::string_view signature) const {
        auto const* bytes = reinterpret_cast<unsigned char const*>(signature.data());
        ECDSA_SIG* numbers = ECDSA_SIG_new();
        ECDSA_SIG_set0(numbers, BN_bin2bn(bytes, 32, nullptr), BN_bin2bn(bytes + 32, 32, nullptr));
        unsigned char* der = nullptr;
        int const size = i2d_ECDSA_SIG(numbers, &der);
        ECDSA_SIG_free(numbers);
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, pair_.get());
        bool const right =
            EVP_DigestVerify(context, der, static_cast<std::size_t>(size),
                             reinterpret_cast<unsigned char const*>(text.data()), text.size()) == 1;
        EVP_MD_CTX_free(context);
        OPENSSL_free(der);
        return right;
    }

  private:
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> pair_;
};

/// Bytes of unpadded base64url.
inline std::string decode_base64_url(std::string text) {
    for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
    while (text.size() % 4 != 0) text += '=';
    return base64_decode(text).value_or("");
}

}  // namespace coaws::test
