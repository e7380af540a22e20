// Bearer tokens that leave nothing behind in memory.
#include <coaws/auth/auth_token.hpp>
#include <utility>

#include "auth/wipe.hpp"

namespace coaws {

auth_token::auth_token(std::string text, std::optional<timestamp> expires)
    : text_(std::move(text)), expires_(expires) {}

auth_token::~auth_token() { auth::wipe(text_); }

auth_token& auth_token::operator=(auth_token const& other) {
    if (this != &other) *this = auth_token(other);
    return *this;
}

auth_token& auth_token::operator=(auth_token&& other) noexcept {
    // Swapped, so that the old token is wiped with `other` and not freed as it is.
    std::swap(text_, other.text_);
    std::swap(expires_, other.expires_);
    return *this;
}

}  // namespace coaws
