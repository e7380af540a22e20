// The order in which sources of credentials are asked (CRED-01, CRED-02).
#pragma once

#include <coaws/base/errors_credentials.hpp>
#include <coaws/credentials/provider.hpp>
#include <coaws/credentials/provider_list.hpp>
#include <memory>
#include <optional>
#include <utility>

namespace coaws {

/// Credentials and who gave them.
struct found_credentials {
    std::shared_ptr<credential_provider> provider;
    coaws::credentials credentials;

    found_credentials() = default;
    found_credentials(std::shared_ptr<credential_provider> p, coaws::credentials c)
        : provider(std::move(p)), credentials(std::move(c)) {}
};

/// Providers in order; the first that has credentials wins. Thread-safe: a search works on the list as it was
/// when the search began.
class credential_chain : public provider_list<credential_provider, unknown_credential_error> {
  public:
    using provider_list::provider_list;

    /// Asks the providers. Nothing when none has credentials; throws what a provider throws, and
    /// profile_not_found when the chosen profile is missing. `context` must live until the awaitable
    /// completes.
    asio::awaitable<std::optional<found_credentials>> load(provider_context& context) const;
};

/// The reference's providers in its order: env, assume-role, assume-role-with-web-identity, sso,
/// shared-credentials-file, login, custom-process, config-file, ec2-credentials-file, boto-config,
/// container-role, iam-role.
std::shared_ptr<credential_chain> make_default_credential_chain();

/// The part of it that looks at one profile: assume-role-with-web-identity, sso, shared-credentials-file,
/// login, custom-process, config-file.
std::shared_ptr<credential_chain> make_profile_credential_chain();

}  // namespace coaws
