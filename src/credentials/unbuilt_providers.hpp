// Sources of credentials that are known and not built yet: a profile that asks for one is refused, never
// passed over.
#pragma once

#include <coaws/credentials/provider.hpp>
#include <memory>

namespace coaws {

/// `assume-role`: role_arn without web_identity_token_file (CRED-26).
std::shared_ptr<credential_provider> make_unbuilt_assume_role_provider();
/// `assume-role-with-web-identity`: web_identity_token_file or its environment variable (CRED-30).
std::shared_ptr<credential_provider> make_unbuilt_web_identity_provider();
/// `sso`: sso_role_name or sso_account_id (CRED-31).
std::shared_ptr<credential_provider> make_unbuilt_sso_provider();
/// `login`: login_session (CRED-35).
std::shared_ptr<credential_provider> make_unbuilt_login_provider();
/// `custom-process`: credential_process (CRED-25).
std::shared_ptr<credential_provider> make_unbuilt_process_provider();

}  // namespace coaws
