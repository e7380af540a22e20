// Reading sdk-default-configuration.
#include <coaws/base/errors_config.hpp>
#include <coaws/base/text.hpp>
#include <coaws/config/defaults_mode.hpp>
#include <vector>

namespace coaws::config {

namespace {

/// A base value after the mode's change.
double changed_number(json::view base, json::view change) {
    double const number = base.as_double();
    if (auto other = change["multiply"]) return number * other.as_double();
    if (auto other = change["add"]) return number + other.as_double();
    if (auto other = change["override"]) return other.as_double();
    return number;
}

std::string changed_text(json::view base, json::view change) {
    return std::string(change["override"].as_string(base.as_string()));
}

}  // namespace

std::string check_defaults_mode(std::string_view mode, json::view data) {
    auto const name = ascii_lower(mode);
    std::vector<std::string> valid{"legacy", "auto"};
    for (auto const member : data["modes"].members()) valid.emplace_back(member.key);
    for (auto const& one : valid) {
        if (one == name) return name;
    }
    throw invalid_defaults_mode(std::string(mode), valid);
}

std::string_view resolve_auto_mode(std::optional<std::string> const& client_region,
                                   std::optional<std::string> const& current_region) noexcept {
    if (!current_region || current_region->empty()) return "standard";
    return client_region == current_region ? "in-region" : "cross-region";
}

smart_defaults load_smart_defaults(std::string_view mode, json::view data) {
    auto const base = data["base"];
    auto const changes = data["modes"][mode];
    smart_defaults defaults;
    defaults.retry_mode = changed_text(base["retryMode"], changes["retryMode"]);
    defaults.sts_regional_endpoints =
        changed_text(base["stsRegionalEndpoints"], changes["stsRegionalEndpoints"]);
    defaults.s3_us_east_1_regional_endpoint =
        changed_text(base["s3UsEast1RegionalEndpoints"], changes["s3UsEast1RegionalEndpoints"]);
    auto const millis = changed_number(base["connectTimeoutInMillis"], changes["connectTimeoutInMillis"]);
    if (millis > 0) {
        std::chrono::duration<double, std::milli> const timeout(millis);
        defaults.connect_timeout = std::chrono::duration_cast<std::chrono::nanoseconds>(timeout);
    }
    return defaults;
}

}  // namespace coaws::config
