// The order in which sources of credentials are asked (CRED-01, CRED-02).
#pragma once

#include <coaws/credentials/provider.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
class credential_chain {
  public:
    using provider_ptr = std::shared_ptr<credential_provider>;

    explicit credential_chain(std::vector<provider_ptr> providers = {});
    credential_chain(credential_chain const& other);
    credential_chain& operator=(credential_chain const&) = delete;

    /// Puts a provider before or after the one of that name. Throws unknown_credential_error.
    void insert_before(std::string_view name, provider_ptr provider);
    void insert_after(std::string_view name, provider_ptr provider);
    /// Takes a provider out; nothing happens when there is none of that name.
    void remove(std::string_view name);
    /// The provider of that name. Throws unknown_credential_error.
    provider_ptr get(std::string_view name) const;
    /// Names in order.
    std::vector<std::string> names() const;

    /// Asks the providers. Nothing when none has credentials; throws what a provider throws, and
    /// profile_not_found when the chosen profile is missing. `context` must live until the awaitable
    /// completes.
    asio::awaitable<std::optional<found_credentials>> load(provider_context& context) const;

  private:
    std::vector<provider_ptr> snapshot() const;
    std::vector<provider_ptr>::iterator position(std::string_view name);

    mutable std::mutex mutex_;
    std::vector<provider_ptr> providers_;
};

/// The reference's providers in its order: env, assume-role, assume-role-with-web-identity, sso,
/// shared-credentials-file, login, custom-process, config-file, ec2-credentials-file, boto-config,
/// container-role, iam-role. Those that are not built yet refuse profiles that ask for them.
std::shared_ptr<credential_chain> make_default_credential_chain();

}  // namespace coaws
