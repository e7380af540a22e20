// Keys from the profile in the two shared files (CRED-21, CRED-22).
#include <coaws/credentials/providers.hpp>

#include "credentials/file_keys.hpp"

namespace coaws {

namespace {

class profile_file_provider final : public credential_provider {
  public:
    using profile_lookup = value_map const* (credential_configuration::*)(std::string_view) const;

    profile_file_provider(std::string name, profile_lookup lookup)
        : name_(std::move(name)), lookup_(lookup) {}

    std::string_view name() const override { return name_; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        co_return find(*context.config, context.profile);
    }

  private:
    std::optional<credentials> find(credential_configuration const& config,
                                    std::string const& profile) const {
        value_map const* section = (config.*lookup_)(profile);
        if (section == nullptr) return std::nullopt;
        return keys_of_section(*section, name_, true);
    }

    std::string name_;
    profile_lookup lookup_;
};

}  // namespace

std::shared_ptr<credential_provider> make_shared_credentials_provider() {
    return std::make_shared<profile_file_provider>("shared-credentials-file",
                                                   &credential_configuration::credentials_file_profile);
}

std::shared_ptr<credential_provider> make_config_file_provider() {
    return std::make_shared<profile_file_provider>("config-file",
                                                   &credential_configuration::config_file_profile);
}

}  // namespace coaws
