// Access keys that leave nothing behind in memory.
#include <coaws/auth/credentials.hpp>
#include <utility>

#include "auth/wipe.hpp"

namespace coaws {

using auth::wipe;

credentials::credentials(std::string access_key, std::string secret_key,
                         std::optional<std::string> session_token, std::optional<std::string> account_id,
                         std::string method, std::optional<timestamp> expires)
    : access_key_(std::move(access_key)),
      secret_key_(std::move(secret_key)),
      session_token_(std::move(session_token)),
      account_id_(std::move(account_id)),
      method_(std::move(method)),
      expires_(expires),
      steps_(credential_steps::of_method(method_)) {}

credentials::~credentials() {
    wipe(secret_key_);
    if (session_token_) wipe(*session_token_);
}

credentials& credentials::operator=(credentials const& other) {
    if (this != &other) *this = credentials(other);
    return *this;
}

credentials& credentials::operator=(credentials&& other) noexcept {
    // Swapped, so that the old secret is wiped with `other` and not freed as it is.
    std::swap(access_key_, other.access_key_);
    std::swap(secret_key_, other.secret_key_);
    std::swap(session_token_, other.session_token_);
    std::swap(account_id_, other.account_id_);
    std::swap(method_, other.method_);
    std::swap(expires_, other.expires_);
    std::swap(steps_, other.steps_);
    return *this;
}

}  // namespace coaws
