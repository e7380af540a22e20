// The cached identity source: the fsm's decisions, carried out.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <coaws/credentials/identity_source.hpp>
#include <mutex>

#include "credentials/flight.hpp"
#include "credentials/refresh_fsm.hpp"

namespace coaws {

namespace {

class cached_identity_source final : public pipeline::identity_source,
                                     public std::enable_shared_from_this<cached_identity_source> {
  public:
    cached_identity_source(std::shared_ptr<credential_chain const> chain,
                           std::shared_ptr<pipeline::clock> clock, provider_context_factory context,
                           refresh_windows windows)
        : chain_(std::move(chain)),
          clock_(std::move(clock)),
          make_context_(std::move(context)),
          locked_state_(windows) {}

    asio::awaitable<std::shared_ptr<credentials const>> resolve() override {
        while (true) {
            auto action = refresh_action::join;
            std::shared_ptr<flight> joined;
            {
                std::lock_guard const lock(mutex_);
                action = locked_state_.fsm.ask(clock_->now());
                if (action == refresh_action::use_current) co_return locked_state_.fsm.current();
                if (action == refresh_action::report_absent) co_return nullptr;
                if (action != refresh_action::join) locked_state_.in_the_air = std::make_shared<flight>();
                joined = locked_state_.in_the_air;
            }
            if (action != refresh_action::join) {
                auto executor = co_await asio::this_coro::executor;
                auto fetch = run(shared_from_this(), joined, action);
                asio::co_spawn(executor, std::move(fetch), asio::detached);
            }
            co_await flight::wait(joined);
            auto const result = joined->result();
            if (!result) continue;
            if (result->error != nullptr) std::rethrow_exception(result->error);
            if (result->final) co_return result->keys;
        }
    }

  private:
    struct locked_state {
        explicit locked_state(refresh_windows windows) : fsm(windows) {}
        refresh_fsm fsm;
        std::shared_ptr<flight> in_the_air;
    };

    /// Gives the flight up when its coroutine is destroyed before it has landed, as with its execution
    /// context.
    class landing {
      public:
        landing(std::shared_ptr<cached_identity_source> owner, std::shared_ptr<flight> of)
            : owner_(std::move(owner)), flight_(std::move(of)) {}
        landing(landing const&) = delete;
        landing& operator=(landing const&) = delete;
        ~landing() {
            if (landed_) return;
            {
                std::lock_guard const lock(owner_->mutex_);
                owner_->locked_state_.fsm.abandoned();
            }
            flight_->land(std::nullopt);
        }

        /// `end` turns the fsm to the flight's result, under the lock.
        template <class End>
        void land(End&& end) {
            std::optional<flight_result> result;
            {
                std::lock_guard const lock(owner_->mutex_);
                result = end(owner_->locked_state_.fsm, owner_->clock_->now());
            }
            landed_ = true;
            flight_->land(std::move(result));
        }

      private:
        std::shared_ptr<cached_identity_source> owner_;
        std::shared_ptr<flight> flight_;
        bool landed_ = false;
    };

    static asio::awaitable<void> run(std::shared_ptr<cached_identity_source> self, std::shared_ptr<flight> of,
                                     refresh_action action) {
        landing end(self, std::move(of));
        bool const search = action == refresh_action::search;
        std::optional<credentials> keys;
        std::exception_ptr error;
        try {
            if (self->context_ == nullptr) {
                auto made = co_await self->make_context_();
                self->context_ = std::make_unique<provider_context>(std::move(made));
            }
            if (search) {
                auto found = co_await self->chain_->load(*self->context_);
                if (found) {
                    self->provider_ = std::move(found->provider);
                    keys = std::move(found->credentials);
                }
            } else {
                keys = co_await self->provider_->refresh(*self->context_);
            }
        } catch (...) {
            error = std::current_exception();
        }
        end.land([&](refresh_fsm& fsm, timestamp now) {
            if (search && error) return fsm.search_failed(error);
            if (search) {
                bool const fresh = keys && self->provider_->fresh_on_load();
                return fsm.searched(std::move(keys), fresh, now);
            }
            return error ? fsm.refresh_failed(error, now) : fsm.refreshed(std::move(keys), now);
        });
    }

    std::shared_ptr<credential_chain const> const chain_;
    std::shared_ptr<pipeline::clock> const clock_;
    provider_context_factory const make_context_;
    // Only the one flight touches these two; its landing orders them for the next.
    std::unique_ptr<provider_context> context_;
    std::shared_ptr<credential_provider> provider_;

    std::mutex mutex_;
    locked_state locked_state_;
};

class static_identity_source final : public pipeline::identity_source {
  public:
    explicit static_identity_source(credentials keys)
        : keys_(std::make_shared<credentials const>(std::move(keys))) {}

    asio::awaitable<std::shared_ptr<credentials const>> resolve() override { co_return keys_; }

  private:
    std::shared_ptr<credentials const> keys_;
};

}  // namespace

std::shared_ptr<pipeline::identity_source> make_cached_identity_source(
    std::shared_ptr<credential_chain const> chain, std::shared_ptr<pipeline::clock> clock,
    provider_context_factory context, refresh_windows windows) {
    return std::make_shared<cached_identity_source>(std::move(chain), std::move(clock), std::move(context),
                                                    windows);
}

std::shared_ptr<pipeline::identity_source> make_static_identity_source(credentials keys) {
    return std::make_shared<static_identity_source>(std::move(keys));
}

}  // namespace coaws
