// Walking the chain of providers.
#include <algorithm>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/log.hpp>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/providers.hpp>

#include "credentials/unbuilt_providers.hpp"

namespace coaws {

credential_chain::credential_chain(std::vector<provider_ptr> providers) : providers_(std::move(providers)) {}

credential_chain::credential_chain(credential_chain const& other) : providers_(other.snapshot()) {}

std::vector<credential_chain::provider_ptr> credential_chain::snapshot() const {
    std::lock_guard const lock(mutex_);
    return providers_;
}

std::vector<credential_chain::provider_ptr>::iterator credential_chain::position(std::string_view name) {
    return std::find_if(providers_.begin(), providers_.end(),
                        [name](provider_ptr const& one) { return one->name() == name; });
}

void credential_chain::insert_before(std::string_view name, provider_ptr provider) {
    std::lock_guard const lock(mutex_);
    auto const at = position(name);
    if (at == providers_.end()) throw unknown_credential_error(std::string(name));
    providers_.insert(at, std::move(provider));
}

void credential_chain::insert_after(std::string_view name, provider_ptr provider) {
    std::lock_guard const lock(mutex_);
    auto const at = position(name);
    if (at == providers_.end()) throw unknown_credential_error(std::string(name));
    providers_.insert(at + 1, std::move(provider));
}

void credential_chain::remove(std::string_view name) {
    std::lock_guard const lock(mutex_);
    auto const at = position(name);
    if (at != providers_.end()) providers_.erase(at);
}

credential_chain::provider_ptr credential_chain::get(std::string_view name) const {
    for (auto& one : snapshot()) {
        if (one->name() == name) return one;
    }
    throw unknown_credential_error(std::string(name));
}

std::vector<std::string> credential_chain::names() const {
    std::vector<std::string> names;
    for (auto const& one : snapshot()) names.emplace_back(one->name());
    return names;
}

asio::awaitable<std::optional<found_credentials>> credential_chain::load(provider_context& context) const {
    auto const providers = snapshot();
    // A missing profile is an error even where the keys come from elsewhere.
    if (context.config != nullptr) context.config->active_profile();
    for (auto const& one : providers) one->prepare(context);
    for (auto const& one : providers) {
        if (log::enabled(log::level::debug)) {
            log::write(log::level::debug, "coaws.credentials",
                       "Looking for credentials via: " + std::string(one->name()));
        }
        auto keys = co_await one->load(context);
        if (keys) co_return found_credentials(one, std::move(*keys));
    }
    co_return std::nullopt;
}

std::shared_ptr<credential_chain> make_default_credential_chain() {
    std::vector<credential_chain::provider_ptr> providers;
    providers.push_back(make_env_provider());
    providers.push_back(make_unbuilt_assume_role_provider());
    providers.push_back(make_unbuilt_web_identity_provider());
    providers.push_back(make_unbuilt_sso_provider());
    providers.push_back(make_shared_credentials_provider());
    providers.push_back(make_unbuilt_login_provider());
    providers.push_back(make_unbuilt_process_provider());
    providers.push_back(make_config_file_provider());
    providers.push_back(make_ec2_credentials_file_provider());
    providers.push_back(make_boto_config_provider());
    providers.push_back(make_container_provider());
    providers.push_back(make_instance_metadata_provider());
    return std::make_shared<credential_chain>(std::move(providers));
}

}  // namespace coaws
