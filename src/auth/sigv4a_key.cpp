// Key derivation (NIST SP 800-108 in counter mode over HMAC-SHA-256) and ECDSA over OpenSSL.
#include "auth/sigv4a_key.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include <array>
#include <coaws/base/digest.hpp>
#include <coaws/base/error.hpp>

#include "base/openssl_handle.hpp"

namespace coaws::auth {
namespace {

using coaws::detail::digest_context;
using coaws::detail::openssl_handle;
using big_number = openssl_handle<BIGNUM, BN_clear_free>;
using curve_group = openssl_handle<EC_GROUP, EC_GROUP_free>;
using curve_point = openssl_handle<EC_POINT, EC_POINT_free>;
using key_pair = openssl_handle<EVP_PKEY, EVP_PKEY_free>;
using key_context = openssl_handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using parameter_builder = openssl_handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using parameters = openssl_handle<OSSL_PARAM, OSSL_PARAM_free>;

void require(bool worked) {
    if (!worked) throw error("The cryptographic library failed: ECDSA");
}

unsigned char const* raw(std::string_view text) noexcept {
    return reinterpret_cast<unsigned char const*>(text.data());
}

void wipe(std::string& secret) noexcept { cleanse(secret.data(), secret.size()); }

// One candidate: HMAC over counter 1, label, zero byte, context (access key and the attempt's number), length
// in bits.
sha256_digest candidate(std::string const& key, std::string_view access_key, unsigned char attempt) {
    using namespace std::string_view_literals;
    std::string input("\0\0\0\1AWS4-ECDSA-P256-SHA256\0"sv);
    input.append(access_key);
    input += static_cast<char>(attempt);
    input.append("\0\0\1\0"sv);
    return hmac_sha256(key, input);
}

// The private number in 1 … n-1. A candidate beyond n-2 is refused and the next taken; the chance of that is
// 2^-32.
big_number derive_private(EC_GROUP const* group, std::string_view access_key, std::string_view secret_key) {
    big_number limit(BN_dup(EC_GROUP_get0_order(group)));
    require(limit != nullptr && BN_sub_word(limit.get(), 2) == 1);
    std::string key;
    key.reserve(5 + secret_key.size());
    key.append("AWS4A").append(secret_key);
    big_number found;
    for (unsigned attempt = 1; attempt < 255 && found == nullptr; ++attempt) {
        auto bytes = candidate(key, access_key, static_cast<unsigned char>(attempt));
        big_number number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
        cleanse(bytes.data(), bytes.size());
        if (number != nullptr && BN_cmp(number.get(), limit.get()) <= 0 &&
            BN_add_word(number.get(), 1) == 1) {
            found = std::move(number);
        }
    }
    wipe(key);
    require(found != nullptr);
    BN_set_flags(found.get(), BN_FLG_CONSTTIME);
    return found;
}

// The uncompressed form: 4, x, y.
std::string public_bytes(EC_GROUP const* group, BIGNUM const* number) {
    curve_point const point(EC_POINT_new(group));
    require(point != nullptr && EC_POINT_mul(group, point.get(), number, nullptr, nullptr, nullptr) == 1);
    std::string bytes(65, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(bytes.data());
    require(EC_POINT_point2oct(group, point.get(), POINT_CONVERSION_UNCOMPRESSED, out, bytes.size(),
                               nullptr) == bytes.size());
    return bytes;
}

key_pair make_pair_of(BIGNUM const* number, std::string const& point) {
    parameter_builder const builder(OSSL_PARAM_BLD_new());
    require(builder != nullptr &&
            OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) ==
                1 &&
            OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number) == 1 &&
            OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                             point.size()) == 1);
    parameters const list(OSSL_PARAM_BLD_to_param(builder.get()));
    key_context const context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* made = nullptr;
    require(list != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1 &&
            EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_KEYPAIR, list.get()) == 1);
    return key_pair(made);
}

}  // namespace

struct sigv4a_key::native {
    key_pair pair;
};

sigv4a_key::sigv4a_key(std::string_view access_key, std::string_view secret_key)
    : native_(std::make_unique<native>()) {
    curve_group const group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    require(group != nullptr);
    auto const number = derive_private(group.get(), access_key, secret_key);
    auto const point = public_bytes(group.get(), number.get());
    native_->pair = make_pair_of(number.get(), point);
    public_point_.x = point.substr(1, 32);
    public_point_.y = point.substr(33, 32);
}

sigv4a_key::~sigv4a_key() = default;

std::string sigv4a_key::sign(std::string_view text) const {
    digest_context const context(EVP_MD_CTX_new());
    std::size_t size = 0;
    require(context != nullptr &&
            EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, native_->pair.get(),
                                  nullptr) == 1 &&
            EVP_DigestSign(context.get(), nullptr, &size, raw(text), text.size()) == 1);
    std::string der(size, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(der.data());
    require(EVP_DigestSign(context.get(), out, &size, raw(text), text.size()) == 1);
    der.resize(size);
    return der;
}

bool sigv4a_key::verify(std::string_view text, std::string_view der) const {
    digest_context const context(EVP_MD_CTX_new());
    require(context != nullptr && EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr,
                                                          native_->pair.get(), nullptr) == 1);
    return EVP_DigestVerify(context.get(), raw(der), der.size(), raw(text), text.size()) == 1;
}

std::shared_ptr<sigv4a_key const> sigv4a_key::get(credentials const& keys) {
    struct slot {
        credentials keys;
        std::shared_ptr<sigv4a_key const> pair;
    };
    static thread_local std::array<slot, 4> slots;
    static thread_local std::size_t oldest = 0;
    for (auto const& s : slots) {
        if (s.pair != nullptr && s.keys.access_key() == keys.access_key() &&
            s.keys.secret_key() == keys.secret_key()) {
            return s.pair;
        }
    }
    auto made = std::make_shared<sigv4a_key const>(keys.access_key(), keys.secret_key());
    auto& s = slots[oldest];
    oldest = (oldest + 1) % slots.size();
    s.pair = nullptr;
    s.keys = credentials(keys.access_key(), keys.secret_key());
    s.pair = made;
    return made;
}

}  // namespace coaws::auth
