// Where bearer tokens come from (CRED-50…53).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/auth/auth_token.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/credentials/identity_source.hpp>
#include <coaws/credentials/provider.hpp>
#include <coaws/credentials/provider_list.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coaws {

/// Finds tokens in one place. Thread-safety: calls for one session come one at a time, from changing threads.
class token_provider {
  public:
    virtual ~token_provider() = default;

    /// The provider's place in the chain is asked for by this name, e.g. "sso".
    virtual std::string_view name() const = 0;
    /// A token for a service, or nothing when this source is not configured. `signing_name` is the service's
    /// name in signatures; empty when the token is for any service. Also asked when a token of this source
    /// nears its end. An exception ends the search. Cancellation (terminal) comes when nobody waits any more.
    virtual asio::awaitable<std::optional<auth_token>> load(provider_context& context,
                                                            std::string signing_name) = 0;
};

/// A token and who gave it.
struct found_token {
    std::shared_ptr<token_provider> provider;
    auth_token token;

    found_token() = default;
    found_token(std::shared_ptr<token_provider> p, auth_token t)
        : provider(std::move(p)), token(std::move(t)) {}
};

/// Providers of tokens in order; the first that has one wins. Thread-safe: a search works on the list as it
/// was when the search began.
class token_chain : public provider_list<token_provider, unknown_token_provider_error> {
  public:
    using provider_list::provider_list;

    /// Asks the providers. Nothing when none has a token; throws what a provider throws. `context` must live
    /// until the awaitable completes.
    asio::awaitable<std::optional<found_token>> load(provider_context& context,
                                                     std::string signing_name) const;
};

/// `env`: AWS_BEARER_TOKEN_<SERVICE> (CRED-51).
std::shared_ptr<token_provider> make_env_token_provider();
/// `sso`: the token of the profile's single sign-on session (CRED-52).
std::shared_ptr<token_provider> make_sso_token_provider();
/// The reference's token providers in its order: env, sso.
std::shared_ptr<token_chain> make_default_token_chain();

/// The variable that holds the token of a service.
std::string bearer_token_variable(std::string_view signing_name);

/// A token source over a chain, for services of one signing name. Nothing is looked for before the first
/// `resolve`. One search or refresh runs at a time, as for credentials; once a token is held, at most one
/// attempt is made in `retry_pause` (CRED-53).
std::shared_ptr<pipeline::token_source> make_cached_token_source(std::shared_ptr<token_chain const> chain,
                                                                 std::shared_ptr<pipeline::clock> clock,
                                                                 provider_context_factory context,
                                                                 std::string signing_name,
                                                                 refresh_windows windows = {});

/// A token source that always gives this token.
std::shared_ptr<pipeline::token_source> make_static_token_source(auth_token token);

}  // namespace coaws
