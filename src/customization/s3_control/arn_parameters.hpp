// ARNs given to S3 Control in place of names (HND-54, EP-56).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_settings.hpp>

namespace coaws::customization {

/// Takes the account from the ARN of an Outposts bucket or access point. Other ARNs, FIPS regions in ARNs and
/// accounts that differ throw unsupported_s3_control_arn_error; accelerate settings throw
/// unsupported_s3_control_configuration_error.
void register_arn_parameters(emitter& events, pipeline::client_settings const& settings);

}  // namespace coaws::customization
