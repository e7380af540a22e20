// Errors of looking for credentials and tokens (EXC-13, EXC-14).
#pragma once

#include <coaws/base/error.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// No provider has credentials.
class no_credentials_error : public error_kind<no_credentials_error> {
  public:
    static constexpr std::string_view type_name = "NoCredentialsError";
    no_credentials_error();
};

/// A provider has some of the credentials and lacks others.
class partial_credentials_error : public error_kind<partial_credentials_error> {
  public:
    static constexpr std::string_view type_name = "PartialCredentialsError";
    partial_credentials_error(std::string const& provider, std::string const& cred_var);

    std::string_view provider() const noexcept { return field("provider"); }
    std::string_view cred_var() const noexcept { return field("cred_var"); }
};

/// A remote source of credentials failed.
class credential_retrieval_error : public error_kind<credential_retrieval_error> {
  public:
    static constexpr std::string_view type_name = "CredentialRetrievalError";
    credential_retrieval_error(std::string const& provider, std::string const& error_msg);

    std::string_view provider() const noexcept { return field("provider"); }
    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// There is no credential provider of that name in the chain.
class unknown_credential_error : public error_kind<unknown_credential_error> {
  public:
    static constexpr std::string_view type_name = "UnknownCredentialError";
    explicit unknown_credential_error(std::string const& name);

    std::string_view name() const noexcept { return field("name"); }
};

/// Refreshing needs a one-time code that cannot be asked for.
class refresh_with_mfa_unsupported_error : public error_kind<refresh_with_mfa_unsupported_error> {
  public:
    static constexpr std::string_view type_name = "RefreshWithMFAUnsupportedError";
    refresh_with_mfa_unsupported_error();
};

/// A metadata service gave no usable answer.
class metadata_retrieval_error : public error_kind<metadata_retrieval_error> {
  public:
    static constexpr std::string_view type_name = "MetadataRetrievalError";
    explicit metadata_retrieval_error(std::string const& error_msg);

    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// The configured endpoint of the instance metadata service is no URL.
class invalid_imds_endpoint_error : public error_kind<invalid_imds_endpoint_error> {
  public:
    static constexpr std::string_view type_name = "InvalidIMDSEndpointError";
    explicit invalid_imds_endpoint_error(std::string const& endpoint);

    std::string_view endpoint() const noexcept { return field("endpoint"); }
};

/// The configured address family of the instance metadata service is unknown.
class invalid_imds_endpoint_mode_error : public error_kind<invalid_imds_endpoint_mode_error> {
  public:
    static constexpr std::string_view type_name = "InvalidIMDSEndpointModeError";
    invalid_imds_endpoint_mode_error(std::string const& mode, std::vector<std::string> const& valid_modes);

    std::string_view mode() const noexcept { return field("mode"); }
    std::string_view valid_modes() const noexcept { return field("valid_modes"); }
};

/// No provider has a bearer token.
class no_auth_token_error : public error_kind<no_auth_token_error> {
  public:
    static constexpr std::string_view type_name = "NoAuthTokenError";
    no_auth_token_error();
};

/// A remote source of tokens failed.
class token_retrieval_error : public error_kind<token_retrieval_error> {
  public:
    static constexpr std::string_view type_name = "TokenRetrievalError";
    token_retrieval_error(std::string const& provider, std::string const& error_msg);

    std::string_view provider() const noexcept { return field("provider"); }
    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// There is no token provider of that name in the chain.
class unknown_token_provider_error : public error_kind<unknown_token_provider_error> {
  public:
    static constexpr std::string_view type_name = "UnknownTokenProviderError";
    explicit unknown_token_provider_error(std::string const& name);

    std::string_view name() const noexcept { return field("name"); }
};

/// Root of the single sign-on errors.
class sso_error : public error_kind<sso_error> {
  public:
    static constexpr std::string_view type_name = "SSOError";
    using error_kind::error_kind;
    sso_error();
};

/// The cached single sign-on token could not be read.
class sso_token_load_error : public error_kind<sso_token_load_error, sso_error> {
  public:
    static constexpr std::string_view type_name = "SSOTokenLoadError";
    explicit sso_token_load_error(std::string const& error_msg);

    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// The single sign-on session has ended.
class unauthorized_sso_token_error : public error_kind<unauthorized_sso_token_error, sso_error> {
  public:
    static constexpr std::string_view type_name = "UnauthorizedSSOTokenError";
    unauthorized_sso_token_error();
};

/// Root of the errors of login sessions.
class login_error : public error_kind<login_error> {
  public:
    static constexpr std::string_view type_name = "LoginError";
    using error_kind::error_kind;
    login_error();
};

/// The login session has ended.
class login_refresh_required : public error_kind<login_refresh_required, login_error> {
  public:
    static constexpr std::string_view type_name = "LoginRefreshRequired";
    login_refresh_required();
};

/// The login session may not make credentials.
class login_insufficient_permissions : public error_kind<login_insufficient_permissions, login_error> {
  public:
    static constexpr std::string_view type_name = "LoginInsufficientPermissions";
    login_insufficient_permissions();
};

/// The cached login token could not be read.
class login_token_load_error : public error_kind<login_token_load_error, login_error> {
  public:
    static constexpr std::string_view type_name = "LoginTokenLoadError";
    explicit login_token_load_error(std::string const& error_msg);

    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// The authorization code of a login could not be used.
class login_authorization_code_error : public error_kind<login_authorization_code_error, login_error> {
  public:
    static constexpr std::string_view type_name = "LoginAuthorizationCodeError";
    explicit login_authorization_code_error(std::string const& error_msg);

    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

}  // namespace coaws
