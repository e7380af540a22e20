// Proofs of possession: a JWT over URL and time, signed with ES256.
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/x509.h>

#include <array>
#include <coaws/auth/dpop.hpp>
#include <coaws/base/error.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/args.hpp>

#include "auth/wipe.hpp"
#include "base/openssl_handle.hpp"

namespace coaws::auth {
namespace {

using coaws::detail::digest_context;
using coaws::detail::openssl_handle;
using big_number = openssl_handle<BIGNUM, BN_clear_free>;
using key_pair = openssl_handle<EVP_PKEY, EVP_PKEY_free>;
using signature = openssl_handle<ECDSA_SIG, ECDSA_SIG_free>;

constexpr int number_size = 32;

void require(bool worked) {
    if (!worked) throw error("The cryptographic library failed: ECDSA");
}

std::string base64_url(std::string_view bytes) {
    auto text = base64_encode(bytes);
    while (text.ends_with('=')) text.pop_back();
    for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
    return text;
}

// A number as its 32 bytes, in front of which zeros may stand.
std::string padded(BIGNUM const* number) {
    std::string bytes(number_size, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(bytes.data());
    require(number != nullptr && BN_bn2binpad(number, out, number_size) == number_size);
    return bytes;
}

bool is_p256(EVP_PKEY const* key) {
    std::array<char, 64> name{};
    std::size_t size = 0;
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_group_name(key, name.data(), name.size(), &size) == 1 &&
           OBJ_sn2nid(name.data()) == NID_X9_62_prime256v1;
}

std::string coordinate(EVP_PKEY const* key, char const* name) {
    BIGNUM* number = nullptr;
    require(EVP_PKEY_get_bn_param(key, name, &number) == 1);
    big_number const owner(number);
    return padded(number);
}

/// What stands between the lines that begin and end a PEM text. Encrypted keys have headers there, which are
/// no base64.
std::string pem_contents(std::string_view text) {
    std::string contents;
    for (auto line : split(text, '\n')) {
        line = trim(line);
        if (!line.starts_with("-----BEGIN") && !line.starts_with("-----END")) contents += line;
    }
    return contents;
}

}  // namespace

struct dpop_key::native {
    key_pair pair;
};

std::optional<dpop_key> dpop_key::from_pem(std::string_view text) {
    auto contents = pem_contents(text);
    auto der = base64_decode(contents);
    wipe(contents);
    if (!der || der->empty()) return std::nullopt;
    auto const* at = reinterpret_cast<unsigned char const*>(der->data());
    auto made = std::make_shared<native>();
    made->pair.reset(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der->size())));
    wipe(*der);
    if (made->pair == nullptr || !is_p256(made->pair.get())) return std::nullopt;
    return dpop_key(std::move(made));
}

std::string dpop_key::proof(std::string_view url, timestamp now, std::string_view id) const {
    auto* const key = native_->pair.get();
    auto const x = base64_url(coordinate(key, OSSL_PKEY_PARAM_EC_PUB_X));
    auto const y = base64_url(coordinate(key, OSSL_PKEY_PARAM_EC_PUB_Y));
    auto const seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    auto const header =
        args("typ", "dpop+jwt", "alg", "ES256", "jwk", args("kty", "EC", "x", x, "y", y, "crv", "P-256"));
    auto const payload = args("htm", "POST", "htu", url, "iat", seconds, "jti", id);
    json_options ascii;
    ascii.with_ascii();
    auto text = base64_url(to_json(header, ascii)) + '.' + base64_url(to_json(payload, ascii));

    digest_context const context(EVP_MD_CTX_new());
    std::size_t size = 0;
    auto const* const bytes = reinterpret_cast<unsigned char const*>(text.data());
    require(context != nullptr &&
            EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key, nullptr) == 1 &&
            EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) == 1);
    std::string der(size, '\0');
    require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(der.data()), &size, bytes,
                           text.size()) == 1);
    auto const* at = reinterpret_cast<unsigned char const*>(der.data());
    signature const pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
    require(pair != nullptr);
    return text + '.' +
           base64_url(padded(ECDSA_SIG_get0_r(pair.get())) + padded(ECDSA_SIG_get0_s(pair.get())));
}

}  // namespace coaws::auth
