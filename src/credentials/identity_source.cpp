// The cached identity source: a chain behind a shared refresh.
#include <coaws/base/errors_credentials.hpp>
#include <coaws/credentials/identity_source.hpp>

#include "credentials/shared_refresh.hpp"

namespace coaws {

namespace {

/// Finds credentials and remembers who gave them. One call at a time.
class credential_fetch {
  public:
    credential_fetch(std::shared_ptr<credential_chain const> chain, provider_context_factory context)
        : chain_(std::move(chain)), make_context_(std::move(context)) {}

    static asio::awaitable<refreshable> fetch(std::shared_ptr<credential_fetch> self, refresh_action action) {
        if (self->context_ == nullptr) {
            auto made = co_await self->make_context_();
            self->context_ = std::make_unique<provider_context>(std::move(made));
        }
        auto& context = *self->context_;
        context.bypass_cache = action == refresh_action::renew;
        refreshable out;
        if (action == refresh_action::search) {
            auto found = co_await self->chain_->load(context);
            if (!found) co_return out;
            self->provider_ = std::move(found->provider);
            out.fresh = self->provider_->fresh_on_load();
            self->keep(out, std::move(found->credentials));
        } else {
            auto keys = co_await self->provider_->refresh(context);
            if (!keys)
                throw self->failure(
                    "Credential refresh failed, response did not contain: "
                    "access_key, secret_key, token, expiry_time");
            self->keep(out, std::move(*keys));
        }
        co_return out;
    }

  private:
    void keep(refreshable& out, credentials keys) {
        method_ = keys.method();
        out.expires = keys.expires();
        if (out.fresh && out.expires && *out.expires <= context_->world.clock->now()) {
            throw failure("Credentials were refreshed, but the refreshed credentials are still expired.");
        }
        out.item = std::make_shared<credentials const>(std::move(keys));
    }
    credential_retrieval_error failure(std::string const& why) const {
        return credential_retrieval_error(method_, why);
    }

    std::shared_ptr<credential_chain const> const chain_;
    provider_context_factory const make_context_;
    std::unique_ptr<provider_context> context_;
    std::shared_ptr<credential_provider> provider_;
    std::string method_;
};

class cached_identity_source final : public pipeline::identity_source {
  public:
    cached_identity_source(std::shared_ptr<credential_chain const> chain,
                           std::shared_ptr<pipeline::clock> clock, provider_context_factory context,
                           refresh_windows windows) {
        auto fetcher = std::make_shared<credential_fetch>(std::move(chain), std::move(context));
        auto fetch = [fetcher = std::move(fetcher)](refresh_action action) {
            return credential_fetch::fetch(fetcher, action);
        };
        kept_ = std::make_shared<shared_refresh>(std::move(clock), refresh_fsm(windows), std::move(fetch));
    }

    asio::awaitable<std::shared_ptr<credentials const>> resolve() override { return resolve_in(kept_); }

    bool invalidate(std::shared_ptr<credentials const> const& used) override {
        return kept_->invalidate(used.get());
    }

  private:
    static asio::awaitable<std::shared_ptr<credentials const>> resolve_in(
        std::shared_ptr<shared_refresh> kept) {
        auto item = co_await kept->resolve();
        co_return std::static_pointer_cast<credentials const>(std::move(item));
    }

    std::shared_ptr<shared_refresh> kept_;
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
