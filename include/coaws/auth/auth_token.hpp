// A bearer token and the end of its life.
#pragma once

#include <coaws/base/time.hpp>
#include <optional>
#include <string>

namespace coaws {

/// An immutable bearer token (CRED-50). Never printed or logged by the library. Its memory is cleansed on
/// destruction.
class auth_token {
  public:
    auth_token() = default;
    explicit auth_token(std::string text, std::optional<timestamp> expires = {});
    ~auth_token();
    auth_token(auth_token const&) = default;
    auth_token(auth_token&&) noexcept = default;
    auth_token& operator=(auth_token const& other);
    auth_token& operator=(auth_token&& other) noexcept;

    std::string const& text() const noexcept { return text_; }
    std::optional<timestamp> const& expires() const noexcept { return expires_; }

  private:
    std::string text_;
    std::optional<timestamp> expires_;
};

}  // namespace coaws
