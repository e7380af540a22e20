// Which texts may be given for a bucket (HND-22).
#pragma once

#include <coaws/event/emitter.hpp>
#include <string_view>

namespace coaws::customization {

/// Whether a text is the ARN of an access point, an Object Lambda access point or an access point on an
/// Outpost.
bool is_access_point_arn(std::string_view text) noexcept;

/// Throws param_validation_error for a Bucket that is neither a name nor such an ARN.
void register_bucket_name(emitter& events);

}  // namespace coaws::customization
