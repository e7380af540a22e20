// How a bucket is addressed (HND-38, EP-54).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_settings.hpp>
#include <string_view>

namespace coaws::customization {

/// The note by which presigning asks for the global endpoint (SIGN-44).
inline constexpr std::string_view use_global_endpoint_note = "s3.global";

/// Forces path style for GetBucketLocation and forbids it for ARNs; presigned URLs that ask for it get the
/// global endpoint where that is possible.
void register_endpoint_builtins(emitter& events);

/// Lets presigned requests ask for the global endpoint, where the client's settings say so.
void register_global_presigning(emitter& events, pipeline::client_settings const& settings);

}  // namespace coaws::customization
