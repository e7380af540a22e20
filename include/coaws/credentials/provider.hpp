// A source of credentials.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/auth/credentials.hpp>
#include <coaws/credentials/cache.hpp>
#include <coaws/credentials/client_factory.hpp>
#include <coaws/credentials/configuration.hpp>
#include <coaws/pipeline/ports.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coaws {

namespace asio = boost::asio;

/// Asks the user for a one-time code and gives it; `prompt` is the question.
using mfa_prompt = std::function<asio::awaitable<std::string>(std::string prompt)>;

/// What a provider may use. One load at a time uses a context. Copies share everything but the profile.
struct provider_context {
    pipeline::world world;  ///< transport, clock, randomness, environment, files, processes
    std::shared_ptr<credential_configuration const> config;
    std::string profile = "default";  ///< the profile to look at (CRED-04)
    bool profile_is_explicit = false;
    std::string user_agent = "coaws";          ///< for the metadata services
    std::shared_ptr<client_factory> clients;   ///< clients of STS and its like; null: there are none
    std::optional<std::string> client_region;  ///< of the client that the credentials are for (CRED-29)
    std::shared_ptr<credential_cache> cache;   ///< credentials of roles; null: none are kept (CRED-16)
    mfa_prompt ask_mfa;                        ///< empty: nobody can be asked
    /// The keys in hand have been refused as expired: what caches hold does not count.
    bool bypass_cache = false;

    provider_context() = default;
    /// Takes the profile from the configuration. Throws what it throws.
    provider_context(pipeline::world ports, std::shared_ptr<credential_configuration const> configuration);
};

/// Finds credentials in one place. Implement `name` and `load` for a source of your own and put it into the
/// chain.
///
/// Thread-safety: calls for one session come one at a time, from changing threads.
class credential_provider {
  public:
    virtual ~credential_provider() = default;

    /// The provider's place in the chain is asked for by this name, e.g. "env".
    virtual std::string_view name() const = 0;
    /// The credentials, or nothing when this source is not configured; the chain then asks the next provider.
    /// An exception ends the search (CRED-01). Cancellation (terminal) comes when nobody waits for the search
    /// any more.
    virtual asio::awaitable<std::optional<credentials>> load(provider_context& context) = 0;
    /// New credentials when those of `load` near their expiry; by default, loads again.
    virtual asio::awaitable<std::optional<credentials>> refresh(provider_context& context);
    /// Called for every provider of the chain before a search begins: throws when the configuration of this
    /// source makes no sense. By default does nothing.
    virtual void prepare(provider_context const& context) const;
    /// Whether `load` has just asked the source, so that keys with little time left are not asked for again
    /// at once (CRED-14). By default no.
    virtual bool fresh_on_load() const noexcept;
};

}  // namespace coaws
