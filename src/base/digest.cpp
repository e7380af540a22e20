// Digests and HMAC over OpenSSL, with algorithms fetched once and contexts kept a thread.
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <coaws/base/digest.hpp>
#include <coaws/base/error.hpp>
#include <coaws/base/errors_signing.hpp>
#include <coaws/base/text.hpp>
#include <utility>

#include "base/openssl_handle.hpp"

namespace coaws {
namespace {

using detail::digest_context;
using mac_context = detail::openssl_handle<EVP_MAC_CTX, EVP_MAC_CTX_free>;

[[noreturn]] void fail(char const* what) {
    throw error(std::string("The cryptographic library failed: ") + what);
}

// Algorithms are fetched once a process: a fetch costs more than the digest of a small text. They are never
// freed, so that destructors of static objects can still hash.
EVP_MD const* fetched(char const* name) { return EVP_MD_fetch(nullptr, name, nullptr); }

EVP_MD const* sha256_algorithm() {
    static EVP_MD const* const algorithm = fetched("SHA256");
    return algorithm;
}
EVP_MD const* sha1_algorithm() {
    static EVP_MD const* const algorithm = fetched("SHA1");
    return algorithm;
}
EVP_MD const* sha512_algorithm() {
    static EVP_MD const* const algorithm = fetched("SHA512");
    return algorithm;
}
EVP_MD const* md5_algorithm() {
    static EVP_MD const* const algorithm = fetched("MD5");
    if (algorithm == nullptr) throw md5_unavailable_error();
    return algorithm;
}

void digest_into(EVP_MD const* algorithm, std::string_view bytes, unsigned char* out) {
    static thread_local digest_context const context(EVP_MD_CTX_new());
    unsigned size = 0;
    if (algorithm == nullptr || EVP_DigestInit_ex2(context.get(), algorithm, nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
        EVP_DigestFinal_ex(context.get(), out, &size) != 1) {
        fail("digest");
    }
}

std::string digest_text(EVP_MD const* algorithm, std::string_view bytes) {
    unsigned char out[EVP_MAX_MD_SIZE];
    digest_into(algorithm, bytes, out);
    return {reinterpret_cast<char const*>(out), static_cast<std::size_t>(EVP_MD_get_size(algorithm))};
}

mac_context new_hmac(char const* digest) {
    static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    mac_context context(algorithm == nullptr ? nullptr : EVP_MAC_CTX_new(algorithm));
    if (context == nullptr) fail("HMAC");
    OSSL_PARAM const parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(digest), 0),
        OSSL_PARAM_construct_end()};
    if (EVP_MAC_CTX_set_params(context.get(), parameters) != 1) fail("HMAC");
    return context;
}

void hmac_into(EVP_MAC_CTX* context, std::string_view key, std::string_view bytes, unsigned char* out,
               std::size_t capacity) {
    std::size_t size = 0;
    // A null key would mean "the key of last time".
    auto const* const data = reinterpret_cast<unsigned char const*>(key.empty() ? "" : key.data());
    if (EVP_MAC_init(context, data, key.size(), nullptr) != 1 ||
        EVP_MAC_update(context, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size()) != 1 ||
        EVP_MAC_final(context, out, &size, capacity) != 1) {
        fail("HMAC");
    }
}

class digest_hasher final : public hasher {
  public:
    explicit digest_hasher(EVP_MD const* algorithm) : context_(EVP_MD_CTX_new()) {
        if (algorithm == nullptr || EVP_DigestInit_ex2(context_.get(), algorithm, nullptr) != 1)
            fail("digest");
    }
    void update(std::string_view bytes) override {
        if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1) fail("digest");
    }
    std::string finish() override {
        unsigned char out[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        if (EVP_DigestFinal_ex(context_.get(), out, &size) != 1) fail("digest");
        return {reinterpret_cast<char const*>(out), size};
    }

  private:
    digest_context context_;
};

template <class Value, Value (*Continue)(std::string_view, Value) noexcept>
class crc_hasher final : public hasher {
  public:
    void update(std::string_view bytes) override { value_ = Continue(bytes, value_); }
    std::string finish() override {
        std::string out(sizeof(Value), '\0');
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<char>(value_ >> (8 * (out.size() - 1 - i)) & 0xff);
        }
        return out;
    }

  private:
    Value value_ = 0;
};

}  // namespace

sha256_digest sha256(std::string_view bytes) {
    sha256_digest out;
    digest_into(sha256_algorithm(), bytes, out.data());
    return out;
}

sha256_digest hmac_sha256(std::string_view key, std::string_view bytes) {
    static thread_local mac_context const context = new_hmac("SHA256");
    sha256_digest out;
    hmac_into(context.get(), key, bytes, out.data(), out.size());
    return out;
}

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
    static thread_local mac_context const context = new_hmac("SHA1");
    std::string out(20, '\0');
    hmac_into(context.get(), key, bytes, reinterpret_cast<unsigned char*>(out.data()), out.size());
    return out;
}

std::string md5(std::string_view bytes) { return digest_text(md5_algorithm(), bytes); }
std::string sha1(std::string_view bytes) { return digest_text(sha1_algorithm(), bytes); }
std::string sha512(std::string_view bytes) { return digest_text(sha512_algorithm(), bytes); }

std::string hex(sha256_digest const& digest) { return hex_encode(as_bytes(digest)); }

void cleanse(void* data, std::size_t size) noexcept {
    if (size != 0) OPENSSL_cleanse(data, size);
}

std::unique_ptr<hasher> hasher::make(std::string_view algorithm) {
    if (algorithm == "crc32") return std::make_unique<crc_hasher<std::uint32_t, crc32>>();
    if (algorithm == "crc32c") return std::make_unique<crc_hasher<std::uint32_t, crc32c>>();
    if (algorithm == "crc64nvme") return std::make_unique<crc_hasher<std::uint64_t, crc64nvme>>();
    if (algorithm == "sha256") return std::make_unique<digest_hasher>(sha256_algorithm());
    if (algorithm == "sha1") return std::make_unique<digest_hasher>(sha1_algorithm());
    if (algorithm == "sha512") return std::make_unique<digest_hasher>(sha512_algorithm());
    if (algorithm == "md5") return std::make_unique<digest_hasher>(md5_algorithm());
    return nullptr;
}

}  // namespace coaws
