// Secrets in strings.
#pragma once

#include <coaws/base/digest.hpp>
#include <string>

namespace coaws::auth {

/// Overwrites and empties a string that held a secret.
inline void wipe(std::string& secret) noexcept {
    // The whole capacity: a moved-from short string keeps its bytes beyond its size.
    secret.resize(secret.capacity());
    cleanse(secret.data(), secret.size());
    secret.clear();
}

}  // namespace coaws::auth
