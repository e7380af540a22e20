// Errors of S3 buckets, ARNs and settings (EXC-18).
#pragma once

#include <coaws/base/error.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// A bucket cannot be part of a host name though it has to.
class invalid_dns_name_error : public error_kind<invalid_dns_name_error> {
  public:
    static constexpr std::string_view type_name = "InvalidDNSNameError";
    explicit invalid_dns_name_error(std::string const& bucket_name);

    std::string_view bucket_name() const noexcept { return field("bucket_name"); }
};

/// An ARN given as bucket is of an unusable kind.
class unsupported_s3_arn_error : public error_kind<unsupported_s3_arn_error> {
  public:
    static constexpr std::string_view type_name = "UnsupportedS3ArnError";
    explicit unsupported_s3_arn_error(std::string const& arn);

    std::string_view arn() const noexcept { return field("arn"); }
};

/// An ARN given to an S3 control operation is unusable there.
class unsupported_s3_control_arn_error : public error_kind<unsupported_s3_control_arn_error> {
  public:
    static constexpr std::string_view type_name = "UnsupportedS3ControlArnError";
    unsupported_s3_control_arn_error(std::string const& arn, std::string const& msg);

    std::string_view arn() const noexcept { return field("arn"); }
    std::string_view msg() const noexcept { return field("msg"); }
};

/// An outpost ARN lacks its access point.
class unsupported_outpost_resource_error : public error_kind<unsupported_outpost_resource_error> {
  public:
    static constexpr std::string_view type_name = "UnsupportedOutpostResourceError";
    explicit unsupported_outpost_resource_error(std::string const& resource_name);

    std::string_view resource_name() const noexcept { return field("resource_name"); }
};

/// Settings of an S3 client contradict each other.
class unsupported_s3_configuration_error : public error_kind<unsupported_s3_configuration_error> {
  public:
    static constexpr std::string_view type_name = "UnsupportedS3ConfigurationError";
    explicit unsupported_s3_configuration_error(std::string const& msg);

    std::string_view msg() const noexcept { return field("msg"); }
};

/// Settings of an S3 client contradict the use of an access point.
class unsupported_s3_accesspoint_configuration_error
    : public error_kind<unsupported_s3_accesspoint_configuration_error> {
  public:
    static constexpr std::string_view type_name = "UnsupportedS3AccesspointConfigurationError";
    explicit unsupported_s3_accesspoint_configuration_error(std::string const& msg);

    std::string_view msg() const noexcept { return field("msg"); }
};

/// Settings of an S3 control client contradict each other.
class unsupported_s3_control_configuration_error
    : public error_kind<unsupported_s3_control_configuration_error> {
  public:
    static constexpr std::string_view type_name = "UnsupportedS3ControlConfigurationError";
    explicit unsupported_s3_control_configuration_error(std::string const& msg);

    std::string_view msg() const noexcept { return field("msg"); }
};

}  // namespace coaws
