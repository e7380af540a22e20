// The checksums that Glacier wants with an upload (HND-35).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/ports.hpp>

namespace coaws::customization {

/// Adds x-amz-content-sha256 and x-amz-sha256-tree-hash to UploadArchive and UploadMultipartPart where they
/// are absent. The body is read once for them, asynchronously when it is no memory.
void register_upload_checksums(emitter& events, pipeline::world const& world);

}  // namespace coaws::customization
