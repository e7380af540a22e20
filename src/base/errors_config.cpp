// Texts of the errors in errors_config.hpp.
#include <coaws/base/errors_config.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

profile_not_found::profile_not_found(std::string const& profile)
    : error_kind(make_parts("The config profile ({profile}) could not be found", {{"profile", profile}})) {}

config_parse_error::config_parse_error(std::string const& path, std::string const& cause)
    : error_kind(make_parts(cause.empty() ? "Unable to parse config file: {path}"
                                          : "Unable to parse config file: {path}: {cause}",
                            {{"path", path}, {"cause", cause}})) {}

config_not_found::config_not_found(std::string const& path)
    : error_kind(make_parts("The specified config file ({path}) could not be found.", {{"path", path}})) {}

invalid_config_error::invalid_config_error(std::string const& error_msg)
    : error_kind(make_parts("{error_msg}", {{"error_msg", error_msg}})) {}

infinite_loop_config_error::infinite_loop_config_error(std::string const& source_profile,
                                                       std::vector<std::string> const& visited_profiles)
    : error_kind(make_parts(
          "Infinite loop in credential configuration detected. Attempting to load from profile "
          "{source_profile} which has already been visited. Visited profiles: {visited_profiles}",
          {{"source_profile", source_profile}, {"visited_profiles", list_text(visited_profiles)}})) {}

invalid_defaults_mode::invalid_defaults_mode(std::string const& mode,
                                             std::vector<std::string> const& valid_modes)
    : error_kind(make_parts("Client configured with invalid defaults mode: {mode}. Valid defaults modes "
                            "include: {valid_modes}.",
                            {{"mode", mode}, {"valid_modes", comma_separated(valid_modes)}})) {}

invalid_proxies_config_error::invalid_proxies_config_error()
    : error_kind(make_parts("Invalid configuration value(s) provided for proxies_config.")) {}

invalid_checksum_config_error::invalid_checksum_config_error(std::string const& config_key,
                                                             std::vector<std::string> const& valid_options,
                                                             std::string const& config_value)
    : error_kind(make_parts("Unsupported configuration value for {config_key}. Expected one of "
                            "{valid_options} but got {config_value}.",
                            {{"config_key", config_key},
                             {"valid_options", tuple_text(valid_options)},
                             {"config_value", config_value}})) {}

invalid_retry_configuration_error::invalid_retry_configuration_error(
    std::string const& retry_config_option, std::vector<std::string> const& valid_options)
    : error_kind(make_parts(
          "Cannot provide retry configuration for \"{retry_config_option}\". Valid retry configuration "
          "options are: {valid_options}",
          {{"retry_config_option", retry_config_option}, {"valid_options", tuple_text(valid_options)}})) {}

invalid_max_retry_attempts_error::invalid_max_retry_attempts_error(std::string const& provided_max_attempts,
                                                                   std::string const& min_value)
    : error_kind(make_parts("Value provided to \"max_attempts\": {provided_max_attempts} must be an integer "
                            "greater than or equal to {min_value}.",
                            {{"provided_max_attempts", provided_max_attempts}, {"min_value", min_value}})) {}

invalid_retry_mode_error::invalid_retry_mode_error(std::string const& provided_retry_mode,
                                                   std::vector<std::string> const& valid_modes)
    : error_kind(make_parts(
          "Invalid value provided to \"mode\": \"{provided_retry_mode}\" must be one of: {valid_modes}",
          {{"provided_retry_mode", provided_retry_mode}, {"valid_modes", tuple_text(valid_modes)}})) {}

invalid_s3_addressing_style_error::invalid_s3_addressing_style_error(std::string const& s3_addressing_style)
    : error_kind(make_parts("S3 addressing style {s3_addressing_style} is invalid. Valid options are: "
                            "'auto', 'virtual', and 'path'",
                            {{"s3_addressing_style", s3_addressing_style}})) {}

invalid_s3_us_east_1_regional_endpoint_config_error::invalid_s3_us_east_1_regional_endpoint_config_error(
    std::string const& s3_us_east_1_regional_endpoint_config)
    : error_kind(
          make_parts("S3 us-east-1 regional endpoint option {s3_us_east_1_regional_endpoint_config} is "
                     "invalid. Valid options are: \"legacy\", \"regional\"",
                     {{"s3_us_east_1_regional_endpoint_config", s3_us_east_1_regional_endpoint_config}})) {}

invalid_sts_regional_endpoints_config_error::invalid_sts_regional_endpoints_config_error(
    std::string const& sts_regional_endpoints_config)
    : error_kind(make_parts("STS regional endpoints option {sts_regional_endpoints_config} is invalid. Valid "
                            "options are: \"legacy\", \"regional\"",
                            {{"sts_regional_endpoints_config", sts_regional_endpoints_config}})) {}

invalid_endpoint_discovery_configuration_error::invalid_endpoint_discovery_configuration_error(
    std::string const& config_value)
    : error_kind(make_parts("Unsupported configuration value for endpoint_discovery_enabled. Expected one of "
                            "(\"true\", \"false\", \"auto\") but got {config_value}.",
                            {{"config_value", config_value}})) {}

}  // namespace coaws
