// The cached token source: a chain behind a shared refresh.
#include <coaws/credentials/tokens.hpp>

#include "credentials/shared_refresh.hpp"

namespace coaws {

namespace {

/// Finds tokens and remembers who gave them. One call at a time.
class token_fetch {
  public:
    token_fetch(std::shared_ptr<token_chain const> chain, provider_context_factory context,
                std::string signing_name)
        : chain_(std::move(chain)),
          make_context_(std::move(context)),
          signing_name_(std::move(signing_name)) {}

    static asio::awaitable<refreshable> fetch(std::shared_ptr<token_fetch> self, refresh_action action) {
        if (self->context_ == nullptr) {
            auto made = co_await self->make_context_();
            self->context_ = std::make_unique<provider_context>(std::move(made));
        }
        refreshable out;
        if (action == refresh_action::search) {
            auto found = co_await self->chain_->load(*self->context_, self->signing_name_);
            if (!found) co_return out;
            self->provider_ = std::move(found->provider);
            keep(out, std::move(found->token));
        } else {
            auto token = co_await self->provider_->load(*self->context_, self->signing_name_);
            if (!token) {
                throw token_retrieval_error(std::string(self->provider_->name()),
                                            "The source of the token is gone");
            }
            keep(out, std::move(*token));
        }
        co_return out;
    }

  private:
    static void keep(refreshable& out, auth_token token) {
        out.expires = token.expires();
        out.item = std::make_shared<auth_token const>(std::move(token));
    }

    std::shared_ptr<token_chain const> const chain_;
    provider_context_factory const make_context_;
    std::string const signing_name_;
    std::unique_ptr<provider_context> context_;
    std::shared_ptr<token_provider> provider_;
};

class cached_token_source final : public pipeline::token_source {
  public:
    cached_token_source(std::shared_ptr<pipeline::clock> clock, std::shared_ptr<token_fetch> fetcher,
                        refresh_windows windows) {
        auto fetch = [fetcher = std::move(fetcher)](refresh_action action) {
            return token_fetch::fetch(fetcher, action);
        };
        kept_ =
            std::make_shared<shared_refresh>(std::move(clock), refresh_fsm(windows, true), std::move(fetch));
    }

    asio::awaitable<std::shared_ptr<auth_token const>> resolve() override { return resolve_in(kept_); }

  private:
    static asio::awaitable<std::shared_ptr<auth_token const>> resolve_in(
        std::shared_ptr<shared_refresh> kept) {
        auto item = co_await kept->resolve();
        co_return std::static_pointer_cast<auth_token const>(std::move(item));
    }

    std::shared_ptr<shared_refresh> kept_;
};

class static_token_source final : public pipeline::token_source {
  public:
    explicit static_token_source(auth_token token)
        : token_(std::make_shared<auth_token const>(std::move(token))) {}

    asio::awaitable<std::shared_ptr<auth_token const>> resolve() override { co_return token_; }

  private:
    std::shared_ptr<auth_token const> token_;
};

}  // namespace

std::shared_ptr<pipeline::token_source> make_cached_token_source(std::shared_ptr<token_chain const> chain,
                                                                 std::shared_ptr<pipeline::clock> clock,
                                                                 provider_context_factory context,
                                                                 std::string signing_name,
                                                                 refresh_windows windows) {
    auto fetcher =
        std::make_shared<token_fetch>(std::move(chain), std::move(context), std::move(signing_name));
    return std::make_shared<cached_token_source>(std::move(clock), std::move(fetcher), windows);
}

std::shared_ptr<pipeline::token_source> make_static_token_source(auth_token token) {
    return std::make_shared<static_token_source>(std::move(token));
}

}  // namespace coaws
