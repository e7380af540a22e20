// Errors of rule sets as the exceptions that users know.
#include <doctest/doctest.h>
#include <coaws/base/errors_s3.hpp>
#include <coaws/base/param_validation_error.hpp>
#include <coaws/endpoint/resolution_errors.hpp>
#include <string>

using namespace coaws;

namespace {

std::string mapped(char const* service, char const* text) {
    try {
        endpoint::raise_resolution_error(service, endpoint_resolution_error(text), "arn:bucket");
    } catch (error const& e) {
        return std::string(e.type()) + ": " + std::string(e.message());
    }
}

}  // namespace

TEST_CASE("texts of rule errors choose the exception") {
    struct row {
        char const* service;
        char const* text;
        char const* expected;
    };
    row const rows[] = {
        {"any", "Invalid region in ARN: `us-we$t-2` (invalid DNS name)",
         "InvalidHostLabelError: Invalid host label to be bound to the hostname of the endpoint: "
         "\"us-we$t-2\"."},
        {"s3", "Accelerate cannot be used with FIPS", "UnsupportedS3ConfigurationError: "},
        {"s3", "S3 Object Lambda does not support S3 Accelerate", "UnsupportedS3ConfigurationError: "},
        {"s3", "S3 Object Lambda does not support Dual-stack",
         "UnsupportedS3AccesspointConfigurationError: "},
        {"s3", "Client was configured for partition `aws`", "UnsupportedS3AccesspointConfigurationError: "},
        {"s3", "Invalid Arn: x", "ParamValidationError: "},
        {"s3", "Access points are not supported for this operation", "EndpointResolutionError: "},
        {"s3control", "Invalid ARN: x",
         "UnsupportedS3ControlArnError: S3 ARN \"arn:bucket\" provided is invalid for this operation. "
         "Invalid ARN: x"},
        {"s3control", "Invalid configuration: x", "UnsupportedS3ControlConfigurationError: "},
        {"s3control", "AccountId is required but not set", "ParamValidationError: "},
        {"events", "EndpointId must be a valid host label.", "InvalidEndpointConfigurationError: "},
        {"events", "Invalid Configuration: FIPS is not supported with EventBridge multi-region endpoints. ",
         "InvalidEndpointConfigurationError: "},
        {"sqs", "EndpointId must be a valid host label.", "EndpointResolutionError: EndpointId must"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.service);
        CAPTURE(r.text);
        auto const got = mapped(r.service, r.text);
        CAPTURE(got);
        CHECK(got.starts_with(r.expected));
    }
}
