// Errors of configuration files and settings (EXC-15).
#pragma once

#include <coaws/base/error.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// The selected profile is in no configuration file.
class profile_not_found : public error_kind<profile_not_found> {
  public:
    static constexpr std::string_view type_name = "ProfileNotFound";
    explicit profile_not_found(std::string const& profile);

    std::string_view profile() const noexcept { return field("profile"); }
};

/// A configuration file has broken syntax.
class config_parse_error : public error_kind<config_parse_error> {
  public:
    static constexpr std::string_view type_name = "ConfigParseError";
    explicit config_parse_error(std::string const& path, std::string const& cause = {});

    std::string_view path() const noexcept { return field("path"); }
    std::string_view cause() const noexcept { return field("cause"); }
};

/// A configuration file does not exist.
class config_not_found : public error_kind<config_not_found> {
  public:
    static constexpr std::string_view type_name = "ConfigNotFound";
    explicit config_not_found(std::string const& path);

    std::string_view path() const noexcept { return field("path"); }
};

/// A setting has a value that makes no sense.
class invalid_config_error : public error_kind<invalid_config_error> {
  public:
    static constexpr std::string_view type_name = "InvalidConfigError";
    using error_kind::error_kind;
    explicit invalid_config_error(std::string const& error_msg);

    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// Profiles name each other as source in a circle.
class infinite_loop_config_error : public error_kind<infinite_loop_config_error, invalid_config_error> {
  public:
    static constexpr std::string_view type_name = "InfiniteLoopConfigError";
    infinite_loop_config_error(std::string const& source_profile,
                               std::vector<std::string> const& visited_profiles);

    std::string_view source_profile() const noexcept { return field("source_profile"); }
    std::string_view visited_profiles() const noexcept { return field("visited_profiles"); }
};

/// The defaults mode is unknown.
class invalid_defaults_mode : public error_kind<invalid_defaults_mode> {
  public:
    static constexpr std::string_view type_name = "InvalidDefaultsMode";
    invalid_defaults_mode(std::string const& mode, std::vector<std::string> const& valid_modes);

    std::string_view mode() const noexcept { return field("mode"); }
    std::string_view valid_modes() const noexcept { return field("valid_modes"); }
};

/// The proxy settings are unusable.
class invalid_proxies_config_error : public error_kind<invalid_proxies_config_error> {
  public:
    static constexpr std::string_view type_name = "InvalidProxiesConfigError";
    invalid_proxies_config_error();
};

/// A checksum setting has an unknown value.
class invalid_checksum_config_error : public error_kind<invalid_checksum_config_error> {
  public:
    static constexpr std::string_view type_name = "InvalidChecksumConfigError";
    invalid_checksum_config_error(std::string const& config_key,
                                  std::vector<std::string> const& valid_options,
                                  std::string const& config_value);

    std::string_view config_key() const noexcept { return field("config_key"); }
    std::string_view valid_options() const noexcept { return field("valid_options"); }
    std::string_view config_value() const noexcept { return field("config_value"); }
};

/// A retry setting is unknown.
class invalid_retry_configuration_error : public error_kind<invalid_retry_configuration_error> {
  public:
    static constexpr std::string_view type_name = "InvalidRetryConfigurationError";
    using error_kind::error_kind;
    invalid_retry_configuration_error(std::string const& retry_config_option,
                                      std::vector<std::string> const& valid_options);

    std::string_view retry_config_option() const noexcept { return field("retry_config_option"); }
    std::string_view valid_options() const noexcept { return field("valid_options"); }
};

/// The number of attempts is too small.
class invalid_max_retry_attempts_error
    : public error_kind<invalid_max_retry_attempts_error, invalid_retry_configuration_error> {
  public:
    static constexpr std::string_view type_name = "InvalidMaxRetryAttemptsError";
    invalid_max_retry_attempts_error(std::string const& provided_max_attempts, std::string const& min_value);

    std::string_view provided_max_attempts() const noexcept { return field("provided_max_attempts"); }
    std::string_view min_value() const noexcept { return field("min_value"); }
};

/// The retry mode is unknown.
class invalid_retry_mode_error
    : public error_kind<invalid_retry_mode_error, invalid_retry_configuration_error> {
  public:
    static constexpr std::string_view type_name = "InvalidRetryModeError";
    invalid_retry_mode_error(std::string const& provided_retry_mode,
                             std::vector<std::string> const& valid_modes);

    std::string_view provided_retry_mode() const noexcept { return field("provided_retry_mode"); }
    std::string_view valid_modes() const noexcept { return field("valid_modes"); }
};

/// The S3 addressing style is unknown.
class invalid_s3_addressing_style_error : public error_kind<invalid_s3_addressing_style_error> {
  public:
    static constexpr std::string_view type_name = "InvalidS3AddressingStyleError";
    explicit invalid_s3_addressing_style_error(std::string const& s3_addressing_style);

    std::string_view s3_addressing_style() const noexcept { return field("s3_addressing_style"); }
};

/// The setting for the S3 endpoint of us-east-1 is unknown.
class invalid_s3_us_east_1_regional_endpoint_config_error
    : public error_kind<invalid_s3_us_east_1_regional_endpoint_config_error> {
  public:
    static constexpr std::string_view type_name = "InvalidS3UsEast1RegionalEndpointConfigError";
    explicit invalid_s3_us_east_1_regional_endpoint_config_error(
        std::string const& s3_us_east_1_regional_endpoint_config);

    std::string_view s3_us_east_1_regional_endpoint_config() const noexcept {
        return field("s3_us_east_1_regional_endpoint_config");
    }
};

/// The setting for STS endpoints is unknown.
class invalid_sts_regional_endpoints_config_error
    : public error_kind<invalid_sts_regional_endpoints_config_error> {
  public:
    static constexpr std::string_view type_name = "InvalidSTSRegionalEndpointsConfigError";
    explicit invalid_sts_regional_endpoints_config_error(std::string const& sts_regional_endpoints_config);

    std::string_view sts_regional_endpoints_config() const noexcept {
        return field("sts_regional_endpoints_config");
    }
};

/// The setting for endpoint discovery is unknown.
class invalid_endpoint_discovery_configuration_error
    : public error_kind<invalid_endpoint_discovery_configuration_error> {
  public:
    static constexpr std::string_view type_name = "InvalidEndpointDiscoveryConfigurationError";
    explicit invalid_endpoint_discovery_configuration_error(std::string const& config_value);

    std::string_view config_value() const noexcept { return field("config_value"); }
};

}  // namespace coaws
