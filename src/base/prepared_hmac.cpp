// HMAC-SHA-256 with a key that signs many texts.
#include "base/prepared_hmac.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <coaws/base/error.hpp>

#include "base/openssl_handle.hpp"

namespace coaws {
namespace {

constexpr std::size_t block_size = 64;

using context = detail::digest_context;

void require(bool worked) {
    if (!worked) throw error("The cryptographic library failed: HMAC");
}

EVP_MD const* sha256_algorithm() {
    static EVP_MD const* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

/// The hash after the key's block, each byte of it changed by `pad`.
context after_key(std::string_view key, unsigned char pad) {
    std::array<unsigned char, block_size> block{};
    std::ranges::copy(key, block.begin());
    for (auto& byte : block) byte = static_cast<unsigned char>(byte ^ pad);
    context out(EVP_MD_CTX_new());
    bool const worked = out != nullptr && sha256_algorithm() != nullptr &&
                        EVP_DigestInit_ex2(out.get(), sha256_algorithm(), nullptr) == 1 &&
                        EVP_DigestUpdate(out.get(), block.data(), block.size()) == 1;
    cleanse(block.data(), block.size());
    require(worked);
    return out;
}

sha256_digest continued(EVP_MD_CTX* work, EVP_MD_CTX const* from, std::string_view bytes) {
    sha256_digest out;
    require(EVP_MD_CTX_copy_ex(work, from) == 1 && EVP_DigestUpdate(work, bytes.data(), bytes.size()) == 1 &&
            EVP_DigestFinal_ex(work, out.data(), nullptr) == 1);
    return out;
}

}  // namespace

struct prepared_hmac::contexts {
    context inner;
    context outer;
    context work;
};

prepared_hmac::prepared_hmac(std::string_view key) : contexts_(std::make_unique<contexts>()) {
    require(key.size() <= block_size);
    contexts_->inner = after_key(key, 0x36);
    contexts_->outer = after_key(key, 0x5c);
    contexts_->work.reset(EVP_MD_CTX_new());
    require(contexts_->work != nullptr);
}

prepared_hmac::~prepared_hmac() = default;

sha256_digest prepared_hmac::sign(std::string_view text) {
    auto const inner = continued(contexts_->work.get(), contexts_->inner.get(), text);
    return continued(contexts_->work.get(), contexts_->outer.get(), as_bytes(inner));
}

}  // namespace coaws
