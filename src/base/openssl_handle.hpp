// Owners of OpenSSL's objects.
#pragma once

#include <openssl/evp.h>

#include <memory>

namespace coaws::detail {

/// Frees with a function of OpenSSL's.
template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* p) const noexcept {
        Free(p);
    }
};

/// An object that `Free` frees.
template <class T, auto Free>
using openssl_handle = std::unique_ptr<T, freed_by<Free>>;

using digest_context = openssl_handle<EVP_MD_CTX, EVP_MD_CTX_free>;

}  // namespace coaws::detail
