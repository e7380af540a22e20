// Names of enumerated settings.
#include <coaws/base/errors_config.hpp>
#include <coaws/base/text.hpp>
#include <coaws/config/client_options.hpp>
#include <limits>

#include "config/python_text.hpp"

namespace coaws {

std::string_view to_string(retry_mode mode) noexcept {
    switch (mode) {
        case retry_mode::legacy:
            return "legacy";
        case retry_mode::standard:
            return "standard";
        case retry_mode::adaptive:
            return "adaptive";
    }
    return "legacy";
}

retry_mode parse_retry_mode(std::string_view name) {
    for (auto mode : {retry_mode::legacy, retry_mode::standard, retry_mode::adaptive}) {
        if (name == to_string(mode)) return mode;
    }
    throw invalid_retry_mode_error(std::string(name), {"legacy", "standard", "adaptive"});
}

retry_config& retry_config::with_max_attempts(int retries) & {
    if (retries < 0) throw invalid_max_retry_attempts_error(std::to_string(retries), "0");
    retries_ = retries;
    return *this;
}

retry_config& retry_config::with_total_max_attempts(int attempts) & {
    if (attempts < 1) throw invalid_max_retry_attempts_error(std::to_string(attempts), "1");
    total_ = attempts;
    return *this;
}

std::optional<int> retry_config::total_max_attempts() const noexcept {
    if (total_) return total_;
    // The largest number of retries is left as it is: one more attempt could not be counted.
    if (retries_) return *retries_ == std::numeric_limits<int>::max() ? *retries_ : *retries_ + 1;
    return std::nullopt;
}

std::string_view to_string(addressing_style style) noexcept {
    switch (style) {
        case addressing_style::automatic:
            return "auto";
        case addressing_style::virtual_hosted:
            return "virtual";
        case addressing_style::path:
            return "path";
    }
    return "auto";
}

addressing_style parse_addressing_style(std::string_view name) {
    for (auto style :
         {addressing_style::automatic, addressing_style::virtual_hosted, addressing_style::path}) {
        if (name == to_string(style)) return style;
    }
    throw invalid_s3_addressing_style_error(std::string(name));
}

std::string_view to_string(regional_endpoints choice) noexcept {
    return choice == regional_endpoints::legacy ? "legacy" : "regional";
}

std::string_view to_string(checksum_mode mode) noexcept {
    return mode == checksum_mode::when_supported ? "when_supported" : "when_required";
}

checksum_mode parse_checksum_mode(std::string_view key, std::string_view name) {
    for (auto mode : {checksum_mode::when_supported, checksum_mode::when_required}) {
        if (iequals(name, to_string(mode))) return mode;
    }
    throw invalid_checksum_config_error(std::string(key), {"when_supported", "when_required"},
                                        ascii_lower(name));
}

std::string_view to_string(account_id_mode mode) noexcept {
    switch (mode) {
        case account_id_mode::preferred:
            return "preferred";
        case account_id_mode::disabled:
            return "disabled";
        case account_id_mode::required:
            return "required";
    }
    return "preferred";
}

account_id_mode parse_account_id_mode(std::string_view name) {
    for (auto mode : {account_id_mode::preferred, account_id_mode::disabled, account_id_mode::required}) {
        if (iequals(name, to_string(mode))) return mode;
    }
    throw invalid_config_error("The configured value '" + ascii_lower(name) +
                               "' for 'account_id_endpoint_mode' is invalid. Valid values are: "
                               "('preferred', 'disabled', 'required').");
}

endpoint_discovery_mode parse_endpoint_discovery_mode(std::string_view name) {
    auto const word = config::strip(name);
    if (iequals(word, "auto")) return endpoint_discovery_mode::automatic;
    if (iequals(word, "true")) return endpoint_discovery_mode::enabled;
    if (iequals(word, "false")) return endpoint_discovery_mode::disabled;
    throw invalid_endpoint_discovery_configuration_error(ascii_lower(word));
}

}  // namespace coaws
