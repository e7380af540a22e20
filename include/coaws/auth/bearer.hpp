// Bearer tokens (SIGN-01i).
#pragma once

#include <coaws/http/message.hpp>
#include <string_view>

namespace coaws::auth {

/// Puts a token into the Authorization header, replacing what is there. Throws no_auth_token_error when it is
/// empty.
void sign_bearer(http::request& request, std::string_view token);

}  // namespace coaws::auth
