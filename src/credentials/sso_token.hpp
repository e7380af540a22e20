// Tokens of single sign-on sessions: the file they are in, and their refresh (CRED-33, CRED-34, CRED-52).
#pragma once

#include <coaws/auth/auth_token.hpp>
#include <coaws/credentials/provider.hpp>

#include "credentials/sso_settings.hpp"

namespace coaws {

/// The token that a session's file holds, as it is. Throws sso_token_load_error when there is none or it is
/// incomplete.
asio::awaitable<auth_token> load_sso_token(provider_context& context, sso_session_settings const& session);

/// The token of a named session: the one in its file, refreshed and written back when little time is left and
/// the file tells how. Throws sso_token_load_error, token_retrieval_error when the token has expired all the
/// same, and what stands in the way of reaching the service.
asio::awaitable<auth_token> refresh_sso_token(provider_context& context, sso_session_settings const& session);

}  // namespace coaws
