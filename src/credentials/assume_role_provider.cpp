// Keys of a role that the profile names, assumed with other keys (CRED-26…29).
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/identity_source.hpp>
#include <coaws/credentials/providers.hpp>

#include "credentials/role_fetch.hpp"
#include "credentials/role_settings.hpp"

namespace coaws {

namespace {

constexpr char method[] = "assume-role";

std::shared_ptr<credential_provider> named_provider(std::string const& source) {
    if (source == "Environment") return make_env_provider();
    if (source == "EcsContainer") return make_container_provider();
    return make_instance_metadata_provider();
}

std::shared_ptr<credential_chain> chain_of(std::shared_ptr<credential_provider> provider) {
    std::vector<credential_chain::provider_ptr> providers;
    providers.push_back(std::move(provider));
    return std::make_shared<credential_chain>(std::move(providers));
}

std::shared_ptr<pipeline::identity_source> source_over(std::shared_ptr<credential_chain const> chain,
                                                       provider_context context) {
    auto const clock = context.world.clock;
    auto give = [context = std::move(context)]() -> asio::awaitable<provider_context> { co_return context; };
    return make_cached_identity_source(std::move(chain), clock, std::move(give));
}

/// The steps to the source of a role of the chain, as far as profiles tell them.
credential_steps steps_to_source(role_chain const& chain, std::size_t role) {
    credential_steps steps;
    bool const is_last = role + 1 == chain.roles.size();
    if (!is_last || chain.credential_source.empty())
        steps.add({credential_step::source_profile, credential_step::profile});
    if (chain.credential_source.empty()) return steps;
    steps.add({credential_step::named_provider});
    if (chain.credential_source == "Environment") return steps.add({credential_step::environment});
    if (chain.credential_source == "EcsContainer") return steps.add({credential_step::http});
    return steps.add({credential_step::instance_metadata});
}

/// A role in the middle of a chain.
class role_provider final : public credential_provider {
  public:
    explicit role_provider(std::unique_ptr<cached_fetch> fetch) : fetch_(std::move(fetch)) {}
    std::string_view name() const override { return method; }
    bool fresh_on_load() const noexcept override { return true; }
    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        co_return co_await fetch_->fetch(context);
    }

  private:
    std::unique_ptr<cached_fetch> fetch_;
};

/// Where a chain of roles begins. That there are no keys is an error here.
class first_source final : public pipeline::identity_source {
  public:
    first_source(std::shared_ptr<pipeline::identity_source> keys, role_chain const& chain)
        : keys_(std::move(keys)),
          profile_(chain.source_profile),
          named_(chain.credential_source),
          last_profile_(chain.last_profile) {}

    asio::awaitable<std::shared_ptr<credentials const>> resolve() override {
        auto found = co_await keys_->resolve();
        if (found != nullptr) co_return found;
        if (!named_.empty()) {
            throw credential_retrieval_error(
                named_, "No credentials found in credential_source referenced in profile " + last_profile_);
        }
        throw invalid_config_error("The source profile \"" + profile_ + "\" must have credentials.");
    }

  private:
    std::shared_ptr<pipeline::identity_source> keys_;
    std::string profile_;
    std::string named_;
    std::string last_profile_;
};

std::shared_ptr<pipeline::identity_source> make_first_source(role_chain const& chain,
                                                             provider_context context) {
    std::shared_ptr<credential_chain> providers;
    if (!chain.credential_source.empty()) {
        // A profile that code has chosen does not hide the environment from those who ask for it.
        context.profile_is_explicit = false;
        providers = chain_of(named_provider(chain.credential_source));
    } else {
        context.profile = chain.source_profile;
        context.profile_is_explicit = true;
        providers = make_profile_credential_chain();
    }
    auto keys = source_over(std::move(providers), std::move(context));
    return std::make_shared<first_source>(std::move(keys), chain);
}

class assume_role_provider final : public credential_provider {
  public:
    std::string_view name() const override { return method; }
    bool fresh_on_load() const noexcept override { return true; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        value_map const* profile = context.config->merged_profile(context.profile);
        if (profile == nullptr || !is_role_profile(*profile)) co_return std::nullopt;
        fetch_ = make_fetch(read_role_chain(*context.config, context.profile), context);
        co_return co_await fetch_->fetch(context);
    }

    asio::awaitable<std::optional<credentials>> refresh(provider_context& context) override {
        co_return co_await fetch_->fetch(context);
    }

  private:
    static std::unique_ptr<cached_fetch> make_fetch(role_chain const& chain,
                                                    provider_context const& context) {
        auto const now = context.world.clock->now();
        auto source = make_first_source(chain, context);
        for (std::size_t i = chain.roles.size() - 1; i > 0; --i) {
            auto fetch = make_role_fetch(chain.roles[i], std::move(source), steps_to_source(chain, i), now);
            source = source_over(chain_of(std::make_shared<role_provider>(std::move(fetch))), context);
        }
        return make_role_fetch(chain.roles.front(), std::move(source), steps_to_source(chain, 0), now);
    }

    std::unique_ptr<cached_fetch> fetch_;
};

}  // namespace

std::shared_ptr<credential_provider> make_assume_role_provider() {
    return std::make_shared<assume_role_provider>();
}

}  // namespace coaws
