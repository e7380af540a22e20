// Texts of the errors in errors_s3.hpp.
#include <coaws/base/errors_s3.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

invalid_dns_name_error::invalid_dns_name_error(std::string const& bucket_name)
    : error_kind(make_parts(
          "Bucket named {bucket_name} is not DNS compatible. Virtual hosted-style addressing cannot be used. "
          "The addressing style can be configured by removing the addressing_style value or setting that "
          "value to 'path' or 'auto' in the AWS Config file or in the botocore.client.Config object.",
          {{"bucket_name", bucket_name}})) {}

unsupported_s3_arn_error::unsupported_s3_arn_error(std::string const& arn)
    : error_kind(make_parts("S3 ARN {arn} provided to \"Bucket\" parameter is invalid. Only ARNs for S3 "
                            "access-points are supported.",
                            {{"arn", arn}})) {}

unsupported_s3_control_arn_error::unsupported_s3_control_arn_error(std::string const& arn,
                                                                   std::string const& msg)
    : error_kind(make_parts("S3 ARN \"{arn}\" provided is invalid for this operation. {msg}",
                            {{"arn", arn}, {"msg", msg}})) {}

unsupported_outpost_resource_error::unsupported_outpost_resource_error(std::string const& resource_name)
    : error_kind(make_parts(
          "S3 Outpost ARN resource \"{resource_name}\" provided to \"Bucket\" parameter is invalid. Only "
          "ARNs for S3 Outpost arns with an access-point sub-resource are supported.",
          {{"resource_name", resource_name}})) {}

unsupported_s3_configuration_error::unsupported_s3_configuration_error(std::string const& msg)
    : error_kind(make_parts("Unsupported configuration when using S3: {msg}", {{"msg", msg}})) {}

unsupported_s3_accesspoint_configuration_error::unsupported_s3_accesspoint_configuration_error(
    std::string const& msg)
    : error_kind(make_parts("Unsupported configuration when using S3 access-points: {msg}", {{"msg", msg}})) {
}

unsupported_s3_control_configuration_error::unsupported_s3_control_configuration_error(std::string const& msg)
    : error_kind(make_parts("Unsupported configuration when using S3 Control: {msg}", {{"msg", msg}})) {}

}  // namespace coaws
