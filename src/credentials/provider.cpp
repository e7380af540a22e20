// Defaults of providers.
#include <coaws/credentials/provider.hpp>

namespace coaws {

provider_context::provider_context(pipeline::world ports,
                                   std::shared_ptr<credential_configuration const> configuration)
    : world(std::move(ports)), config(std::move(configuration)) {
    if (auto chosen = config->profile(); chosen && !chosen->empty()) profile = std::move(*chosen);
    profile_is_explicit = config->profile_is_explicit();
}

asio::awaitable<std::optional<credentials>> credential_provider::refresh(provider_context& context) {
    return load(context);
}

void credential_provider::prepare(provider_context const&) const {}

bool credential_provider::fresh_on_load() const noexcept { return false; }

}  // namespace coaws
