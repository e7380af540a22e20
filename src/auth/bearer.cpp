// Bearer tokens.
#include <coaws/auth/bearer.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <string>

namespace coaws::auth {

void sign_bearer(http::request& request, std::string_view token) {
    if (token.empty()) throw no_auth_token_error();
    request.headers.set("Authorization", "Bearer " + std::string(token));
}

}  // namespace coaws::auth
