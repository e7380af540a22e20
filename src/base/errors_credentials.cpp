// Texts of the errors in errors_credentials.hpp.
#include <coaws/base/errors_credentials.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

no_credentials_error::no_credentials_error() : error_kind(make_parts("Unable to locate credentials")) {}

partial_credentials_error::partial_credentials_error(std::string const& provider, std::string const& cred_var)
    : error_kind(make_parts("Partial credentials found in {provider}, missing: {cred_var}",
                            {{"provider", provider}, {"cred_var", cred_var}})) {}

credential_retrieval_error::credential_retrieval_error(std::string const& provider,
                                                       std::string const& error_msg)
    : error_kind(make_parts("Error when retrieving credentials from {provider}: {error_msg}",
                            {{"provider", provider}, {"error_msg", error_msg}})) {}

unknown_credential_error::unknown_credential_error(std::string const& name)
    : error_kind(make_parts("Credential named {name} not found.", {{"name", name}})) {}

refresh_with_mfa_unsupported_error::refresh_with_mfa_unsupported_error()
    : error_kind(make_parts("Cannot refresh credentials: MFA token required.")) {}

metadata_retrieval_error::metadata_retrieval_error(std::string const& error_msg)
    : error_kind(make_parts("Error retrieving metadata: {error_msg}", {{"error_msg", error_msg}})) {}

invalid_imds_endpoint_error::invalid_imds_endpoint_error(std::string const& endpoint)
    : error_kind(make_parts("Invalid endpoint EC2 Instance Metadata endpoint: {endpoint}",
                            {{"endpoint", endpoint}})) {}

invalid_imds_endpoint_mode_error::invalid_imds_endpoint_mode_error(
    std::string const& mode, std::vector<std::string> const& valid_modes)
    : error_kind(make_parts("Invalid EC2 Instance Metadata endpoint mode: {mode} Valid endpoint modes "
                            "(case-insensitive): {valid_modes}.",
                            {{"mode", mode}, {"valid_modes", tuple_text(valid_modes)}})) {}

no_auth_token_error::no_auth_token_error() : error_kind(make_parts("Unable to locate authorization token")) {}

token_retrieval_error::token_retrieval_error(std::string const& provider, std::string const& error_msg)
    : error_kind(make_parts("Error when retrieving token from {provider}: {error_msg}",
                            {{"provider", provider}, {"error_msg", error_msg}})) {}

unknown_token_provider_error::unknown_token_provider_error(std::string const& name)
    : error_kind(make_parts("Token provider named {name} not found.", {{"name", name}})) {}

sso_error::sso_error()
    : error_kind(make_parts(
          "An unspecified error happened when resolving AWS credentials or an access token from SSO.")) {}

sso_token_load_error::sso_token_load_error(std::string const& error_msg)
    : error_kind(make_parts("Error loading SSO Token: {error_msg}", {{"error_msg", error_msg}})) {}

unauthorized_sso_token_error::unauthorized_sso_token_error()
    : error_kind(
          make_parts("The SSO session associated with this profile has expired or is otherwise invalid. To "
                     "refresh this SSO session run aws sso login with the corresponding profile.")) {}

login_error::login_error()
    : error_kind(make_parts("An unspecified error happened when resolving AWS credentials or refreshing a "
                            "login session profile.")) {}

login_refresh_required::login_refresh_required()
    : error_kind(make_parts(
          "Your session has expired or credentials have changed. Please reauthenticate using 'aws login'.")) {
}

login_insufficient_permissions::login_insufficient_permissions()
    : error_kind(make_parts("Unable to create or refresh login credentials due to insufficient permissions. "
                            "You may be missing permission for the 'signin:CreateOAuth2Token' action.")) {}

login_token_load_error::login_token_load_error(std::string const& error_msg)
    : error_kind(make_parts("Error loading login session token: {error_msg}", {{"error_msg", error_msg}})) {}

login_authorization_code_error::login_authorization_code_error(std::string const& error_msg)
    : error_kind(make_parts("Error loading or redeeming a login authorization code: {error_msg} ",
                            {{"error_msg", error_msg}})) {}

}  // namespace coaws
