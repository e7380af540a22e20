// Errors of rule sets as the exceptions that users know.
#include <coaws/base/errors_s3.hpp>
#include <coaws/base/param_validation_error.hpp>
#include <coaws/base/text.hpp>
#include <coaws/endpoint/resolution_errors.hpp>
#include <string>

namespace coaws::endpoint {

namespace {

void raise_s3(std::string_view text) {
    std::string const msg(text);
    if (msg == "S3 Object Lambda does not support S3 Accelerate" ||
        msg == "Accelerate cannot be used with FIPS") {
        throw unsupported_s3_configuration_error(msg);
    }
    constexpr std::string_view access_point_problems[] = {
        "S3 Outposts does not support", "S3 MRAP does not support", "S3 Object Lambda does not support",
        "Access Points do not support", "Invalid configuration:",   "Client was configured for partition",
    };
    for (auto const prefix : access_point_problems) {
        if (text.starts_with(prefix)) throw unsupported_s3_accesspoint_configuration_error(msg);
    }
    if (ascii_lower(text).starts_with("invalid arn:")) throw param_validation_error(msg);
}

void raise_s3control(std::string_view text, std::string_view bucket) {
    std::string const msg(text);
    if (text.starts_with("Invalid ARN:")) throw unsupported_s3_control_arn_error(std::string(bucket), msg);
    if (text.starts_with("Invalid configuration:") ||
        text.starts_with("Client was configured for partition")) {
        throw unsupported_s3_control_configuration_error(msg);
    }
    if (text == "AccountId is required but not set") throw param_validation_error(msg);
}

void raise_events(std::string_view text) {
    constexpr std::string_view fips =
        "Invalid Configuration: FIPS is not supported with EventBridge multi-region endpoints.";
    if (text.starts_with(fips) || text == "EndpointId must be a valid host label.") {
        throw invalid_endpoint_configuration_error(std::string(text));
    }
}

// The text between the first two backquotes, up to the end when there is one only; all of it when there is
// none.
std::string_view quoted_label(std::string_view text) {
    auto const open = text.find('`');
    if (open == std::string_view::npos) return text;
    text.remove_prefix(open + 1);
    return text.substr(0, text.find('`'));
}

}  // namespace

void raise_resolution_error(std::string_view service, endpoint_resolution_error const& failure,
                            std::string_view bucket) {
    auto const text = failure.message();
    if (text.starts_with("Invalid region in ARN: "))
        throw invalid_host_label_error(std::string(quoted_label(text)));
    if (service == "s3") raise_s3(text);
    if (service == "s3control") raise_s3control(text, bucket);
    if (service == "events") raise_events(text);
    throw endpoint_resolution_error(failure);
}

}  // namespace coaws::endpoint
