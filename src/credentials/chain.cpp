// Walking the chain of providers.
#include <coaws/base/log.hpp>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/providers.hpp>
#include <vector>

namespace coaws {

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

std::shared_ptr<credential_chain> make_profile_credential_chain() {
    std::vector<credential_chain::provider_ptr> providers;
    providers.push_back(make_web_identity_provider());
    providers.push_back(make_sso_provider());
    providers.push_back(make_shared_credentials_provider());
    providers.push_back(make_login_provider());
    providers.push_back(make_process_provider());
    providers.push_back(make_config_file_provider());
    return std::make_shared<credential_chain>(std::move(providers));
}

std::shared_ptr<credential_chain> make_default_credential_chain() {
    auto chain = make_profile_credential_chain();
    chain->insert_before("assume-role-with-web-identity", make_env_provider());
    chain->insert_before("assume-role-with-web-identity", make_assume_role_provider());
    chain->insert_after("config-file", make_instance_metadata_provider());
    chain->insert_after("config-file", make_container_provider());
    chain->insert_after("config-file", make_boto_config_provider());
    chain->insert_after("config-file", make_ec2_credentials_file_provider());
    return chain;
}

}  // namespace coaws
