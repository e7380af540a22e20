// Keeping something that expires, for coroutines of all threads: one fetch at a time serves all that wait.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/pipeline/ports.hpp>
#include <functional>
#include <memory>
#include <mutex>

#include "credentials/flight.hpp"
#include "credentials/refresh_fsm.hpp"

namespace coaws {

/// The fsm's decisions, carried out. Thread-safe; no lock is held while waiting. A fetch runs on a strand
/// over the executor of the caller that began it, goes on when that caller is cancelled, and is cancelled
/// itself when nobody waits for it any more.
class shared_refresh : public std::enable_shared_from_this<shared_refresh> {
  public:
    /// Fetches: `search`, `refresh` or `renew`. One call at a time. A null item means that a search has found
    /// nothing; a refresh throws instead.
    using fetch_function = std::function<asio::awaitable<refreshable>(refresh_action)>;

    shared_refresh(std::shared_ptr<pipeline::clock> clock, refresh_fsm fsm, fetch_function fetch)
        : clock_(std::move(clock)), fetch_(std::move(fetch)), locked_state_(std::move(fsm)) {}

    /// What is in hand, refreshed where needed; null when there is none. Throws what the fetch throws.
    asio::awaitable<std::shared_ptr<void const>> resolve();
    /// As refresh_fsm::invalidate.
    bool invalidate(void const* used);

  private:
    struct locked_state {
        explicit locked_state(refresh_fsm machine) : fsm(std::move(machine)) {}
        refresh_fsm fsm;
        std::shared_ptr<flight> in_the_air;
    };
    class landing;

    static void launch(std::shared_ptr<shared_refresh> self, std::shared_ptr<flight> of,
                       refresh_action action, asio::any_io_executor const& executor);
    static asio::awaitable<void> run(std::shared_ptr<shared_refresh> self, std::shared_ptr<flight> of,
                                     refresh_action action);

    std::shared_ptr<pipeline::clock> const clock_;
    fetch_function const fetch_;
    std::mutex mutex_;
    locked_state locked_state_;
};

}  // namespace coaws
