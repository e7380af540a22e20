// The built-in sources of credentials, for chains of one's own.
#pragma once

#include <coaws/credentials/provider.hpp>
#include <memory>
#include <optional>
#include <string>

namespace coaws {

/// `env`: AWS_ACCESS_KEY_ID and its companions (CRED-20); skipped when code chose the profile (CRED-03).
std::shared_ptr<credential_provider> make_env_provider();
/// `assume-role`: the role of the profile, assumed with the keys of another profile or source, through chains
/// of any length (CRED-26…29).
std::shared_ptr<credential_provider> make_assume_role_provider();
/// `assume-role-with-web-identity`: a role assumed with the token in a file, which environment or profile
/// names (CRED-30).
std::shared_ptr<credential_provider> make_web_identity_provider();
/// `sso`: the role that a single sign-on session gives (CRED-31…34).
std::shared_ptr<credential_provider> make_sso_provider();
/// `login`: the keys of a login session, refreshed with a proof of possession (CRED-35, CRED-36).
std::shared_ptr<credential_provider> make_login_provider();
/// `custom-process`: what the command `credential_process` of the profile prints (CRED-25).
std::shared_ptr<credential_provider> make_process_provider();
/// `shared-credentials-file`: keys of the profile in the credentials file (CRED-21).
std::shared_ptr<credential_provider> make_shared_credentials_provider();
/// `config-file`: keys of the profile in the configuration file (CRED-22).
std::shared_ptr<credential_provider> make_config_file_provider();
/// `ec2-credentials-file`: the file that AWS_CREDENTIAL_FILE names (CRED-23).
std::shared_ptr<credential_provider> make_ec2_credentials_file_provider();
/// `boto-config`: BOTO_CONFIG, else /etc/boto.cfg and ~/.boto (CRED-24).
std::shared_ptr<credential_provider> make_boto_config_provider();
/// `container-role`: the URL that AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI gives (CRED-37).
std::shared_ptr<credential_provider> make_container_provider();
/// `iam-role`: the instance metadata service (CRED-38…40).
std::shared_ptr<credential_provider> make_instance_metadata_provider();

/// The region of the instance that the program runs on, from the metadata service; nothing when there is none
/// or the service is switched off (CFG-63). Throws metadata_retrieval_error when only version 1 answers and
/// that is disabled. `context` must live until the awaitable completes.
asio::awaitable<std::optional<std::string>> instance_region(provider_context& context);

}  // namespace coaws
