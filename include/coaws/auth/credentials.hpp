// Who signs: access keys and their origin.
#pragma once

#include <coaws/auth/credential_steps.hpp>
#include <coaws/base/time.hpp>
#include <optional>
#include <string>
#include <utility>

namespace coaws {

/// An immutable snapshot of access keys (CRED-10). Never printed or logged by the library. Its memory is
/// cleansed on destruction.
class credentials {
  public:
    credentials() = default;
    credentials(std::string access_key, std::string secret_key, std::optional<std::string> session_token = {},
                std::optional<std::string> account_id = {}, std::string method = "explicit",
                std::optional<timestamp> expires = {});
    ~credentials();
    credentials(credentials const&) = default;
    credentials(credentials&&) noexcept = default;
    credentials& operator=(credentials const& other);
    credentials& operator=(credentials&& other) noexcept;

    std::string const& access_key() const noexcept { return access_key_; }
    std::string const& secret_key() const noexcept { return secret_key_; }
    /// The session token of temporary credentials.
    std::optional<std::string> const& session_token() const noexcept { return session_token_; }
    std::optional<std::string> const& account_id() const noexcept { return account_id_; }
    /// botocore's name of the provider they came from, e.g. "env".
    std::string const& method() const noexcept { return method_; }
    std::optional<timestamp> const& expires() const noexcept { return expires_; }
    /// How they were come by: what `method` stands for, unless more is known.
    credential_steps steps() const noexcept { return steps_; }
    /// Replaces the steps; for providers that know more of the way than their name tells.
    credentials&& with_steps(credential_steps steps) && noexcept {
        steps_ = steps;
        return std::move(*this);
    }

  private:
    std::string access_key_;
    std::string secret_key_;
    std::optional<std::string> session_token_;
    std::optional<std::string> account_id_;
    std::string method_;
    std::optional<timestamp> expires_;
    credential_steps steps_;
};

}  // namespace coaws
