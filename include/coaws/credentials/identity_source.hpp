// Credentials for the pipeline: kept, refreshed in time, fetched once for all that wait (CRED-11…14).
#pragma once

#include <chrono>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/provider.hpp>
#include <coaws/pipeline/ports.hpp>
#include <functional>
#include <memory>

namespace coaws {

/// When credentials that expire are fetched anew.
struct refresh_windows {
    /// With less time left than this, one caller refreshes and the others go on with what there is.
    std::chrono::seconds advisory = std::chrono::minutes(15);
    /// With less time left than this, every caller waits for new credentials.
    std::chrono::seconds mandatory = std::chrono::minutes(10);
    /// After a failed advisory refresh, nobody tries again for so long.
    std::chrono::seconds retry_pause = std::chrono::seconds(60);
    /// For so long a search that found nothing is not repeated.
    std::chrono::seconds absent = std::chrono::seconds(60);

    refresh_windows() = default;
};

/// Makes the context of a search; called for the first search, on its executor. May read configuration files.
using provider_context_factory = std::function<asio::awaitable<provider_context>()>;

/// An identity source over a chain. Nothing is looked for before the first `resolve`.
///
/// At most one search or refresh runs at a time; it runs on a strand over the executor of the caller that
/// began it, goes on when that caller is cancelled, and is cancelled when nobody waits for it any more. Keys
/// that a service refuses as expired are fetched anew, at most once in `retry_pause`. A failed search is not
/// remembered. A failed advisory refresh is
/// logged, and the credentials in hand stay in use; a failed mandatory one is thrown to all that wait for it.
/// Thread-safe; no lock is held while waiting. A caller's execution context must not be destroyed while the
/// caller waits for a search that runs elsewhere.
std::shared_ptr<pipeline::identity_source> make_cached_identity_source(
    std::shared_ptr<credential_chain const> chain, std::shared_ptr<pipeline::clock> clock,
    provider_context_factory context, refresh_windows windows = {});

/// An identity source that always gives these credentials.
std::shared_ptr<pipeline::identity_source> make_static_identity_source(credentials keys);

}  // namespace coaws
