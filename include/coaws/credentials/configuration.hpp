// What credential providers ask of the session's configuration.
#pragma once

#include <coaws/base/result.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coaws {

/// Where the instance metadata service is and how patiently it is asked.
struct metadata_service_config {
    std::string endpoint;  ///< base URL
    std::int64_t timeout_seconds = 1;
    std::int64_t num_attempts = 1;
    bool v1_disabled = false;

    metadata_service_config() = default;
};

/// The configuration as providers see it: an immutable snapshot. Thread-safe. Questions throw
/// config_parse_error and profile_not_found. The configuration layer stands beside this one, so it is reached
/// through this interface; `make_credential_configuration` makes one from a `config::store`.
class credential_configuration {
  public:
    virtual ~credential_configuration() = default;

    /// The chosen profile, if one was chosen.
    virtual std::optional<std::string> profile() const = 0;
    /// Whether code chose it, not the environment (CRED-03).
    virtual bool profile_is_explicit() const = 0;
    /// The active profile's keys from both files; throws profile_not_found when it is missing.
    virtual value_map active_profile() const = 0;
    /// A profile of both files merged, of one file alone, or an SSO session; null when there is none.
    virtual value_map const* merged_profile(std::string_view name) const = 0;
    virtual value_map const* credentials_file_profile(std::string_view name) const = 0;
    virtual value_map const* config_file_profile(std::string_view name) const = 0;
    virtual value_map const* sso_session(std::string_view name) const = 0;
    /// An environment variable, unless reading the environment is off.
    virtual std::optional<std::string> environment_variable(std::string_view name) const = 0;
    /// Replaces variables and a leading `~`.
    virtual std::string expand_path(std::string_view path) const = 0;
    /// Reads INI text; the error names `path`.
    virtual result<value_map> parse_ini(std::string_view text, std::string const& path) const = 0;
    /// Throws invalid_imds_endpoint_error, invalid_imds_endpoint_mode_error, value_error.
    virtual metadata_service_config metadata_service() const = 0;
};

/// A configuration read from a `config::store`; `Parser` is callable as `config::parse_ini`.
template <class Store, class Parser>
class store_credential_configuration final : public credential_configuration {
  public:
    store_credential_configuration(std::shared_ptr<Store const> store, Parser parser)
        : store_(std::move(store)), parser_(std::move(parser)) {}

    std::optional<std::string> profile() const override { return store_->profile(); }
    bool profile_is_explicit() const override { return store_->profile_is_explicit(); }
    value_map active_profile() const override { return store_->scoped_config(); }
    value_map const* merged_profile(std::string_view name) const override {
        return section(store_->full_config().profiles, name);
    }
    value_map const* credentials_file_profile(std::string_view name) const override {
        return store_->credentials_file_profile(name);
    }
    value_map const* config_file_profile(std::string_view name) const override {
        return store_->config_file_profile(name);
    }
    value_map const* sso_session(std::string_view name) const override {
        return section(store_->full_config().sso_sessions, name);
    }
    std::optional<std::string> environment_variable(std::string_view name) const override {
        return store_->environment_variable(name);
    }
    std::string expand_path(std::string_view path) const override { return store_->expand_path(path); }
    result<value_map> parse_ini(std::string_view text, std::string const& path) const override {
        return parser_(text, path);
    }
    metadata_service_config metadata_service() const override {
        auto const settings = store_->metadata_service();
        metadata_service_config copy;
        copy.endpoint = settings.endpoint;
        copy.timeout_seconds = settings.timeout_seconds;
        copy.num_attempts = settings.num_attempts;
        copy.v1_disabled = settings.v1_disabled;
        return copy;
    }

  private:
    static value_map const* section(value_map const& all, std::string_view name) {
        value const* keys = all.find(name);
        return keys == nullptr ? nullptr : &keys->as_map();
    }

    std::shared_ptr<Store const> store_;
    Parser parser_;
};

/// Makes a configuration for providers from a `config::store` and a callable that reads INI text
/// (`config::parse_ini`).
template <class Store, class Parser>
std::shared_ptr<credential_configuration const> make_credential_configuration(
    std::shared_ptr<Store const> store, Parser parser) {
    return std::make_shared<store_credential_configuration<Store, Parser>>(std::move(store),
                                                                           std::move(parser));
}

}  // namespace coaws
