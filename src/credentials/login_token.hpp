// The file that holds a login session (CRED-35).
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/auth/dpop.hpp>
#include <coaws/value/value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws {

/// What the text of a session's file holds. Members that nobody knows are kept for the next writing.
class login_token {
  public:
    /// Throws login_token_load_error, naming `session`, for what is no complete token. No text: there is no
    /// file.
    login_token(std::optional<std::string> const& text, std::string const& session);

    /// The keys as they are, expired or not. Throws login_token_load_error when a part of them is missing.
    credentials keys() const;
    /// The key that proves possession. Throws login_token_load_error.
    auth::dpop_key proof_key() const;
    /// Parameters of the call that gets other keys.
    value refresh_parameters() const;
    /// Takes in the answer of that call. Throws login_token_load_error when it is none.
    void refresh(value const& answer, timestamp now);
    value_map const& document() const noexcept { return document_; }

  private:
    value_map document_;
};

}  // namespace coaws
