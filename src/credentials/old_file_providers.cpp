// Keys from the files of older tools (CRED-23, CRED-24).
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/text.hpp>
#include <coaws/credentials/providers.hpp>
#include <vector>

#include "credentials/file_keys.hpp"

namespace coaws {

namespace {

/// The value of a `key=value` line; the last one counts. Lines without `=` are passed over.
std::optional<std::string> line_value(std::string_view text, std::string_view key) {
    std::optional<std::string> found;
    for (auto line : split(text, '\n')) {
        auto const equals = line.find('=');
        if (equals == std::string_view::npos || trim(line.substr(0, equals)) != key) continue;
        found = trim(line.substr(equals + 1));
    }
    return found;
}

class ec2_credentials_file_provider final : public credential_provider {
  public:
    std::string_view name() const override { return "ec2-credentials-file"; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        auto const named = context.config->environment_variable("AWS_CREDENTIAL_FILE");
        if (!named) co_return std::nullopt;
        auto const path = context.config->expand_path(*named);
        auto const text = co_await context.world.files->read(path);
        if (!text) throw config_not_found(path);
        auto access_key = line_value(*text, "AWSAccessKeyId");
        if (!access_key) co_return std::nullopt;
        auto secret_key = line_value(*text, "AWSSecretKey");
        if (!secret_key) throw partial_credentials_error("ec2-credentials-file", "AWSSecretKey");
        co_return credentials(std::move(*access_key), std::move(*secret_key), std::nullopt, std::nullopt,
                              "ec2-credentials-file");
    }
};

class boto_config_provider final : public credential_provider {
  public:
    std::string_view name() const override { return "boto-config"; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        std::vector<std::string> paths;
        if (auto named = context.config->environment_variable("BOTO_CONFIG")) {
            paths.push_back(std::move(*named));
        } else {
            paths.emplace_back("/etc/boto.cfg");
            paths.emplace_back("~/.boto");
        }
        for (auto const& one : paths) {
            auto const path = context.config->expand_path(one);
            auto const text = co_await context.world.files->read(path);
            if (!text) continue;
            auto const sections = context.config->parse_ini(*text, path);
            value const* section = sections.value().find("Credentials");
            if (section == nullptr) continue;
            auto keys = keys_of_section(section->as_map(), "boto-config", false);
            if (keys) co_return keys;
        }
        co_return std::nullopt;
    }
};

}  // namespace

std::shared_ptr<credential_provider> make_ec2_credentials_file_provider() {
    return std::make_shared<ec2_credentials_file_provider>();
}

std::shared_ptr<credential_provider> make_boto_config_provider() {
    return std::make_shared<boto_config_provider>();
}

}  // namespace coaws
