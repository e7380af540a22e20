// Copies between regions carry a presigned request to the source (HND-33, HND-34).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <memory>
#include <string_view>

namespace coaws::customization {

/// Adds the presigned URL, valid for an hour, to CopySnapshot of ec2, unless the caller gave one.
void register_presigned_snapshot_copy(emitter& events, std::weak_ptr<pipeline::client_core const> core);

/// The same for the copying operations of rds, neptune and docdb (`service` is the event id) when they are
/// given a SourceRegion, which itself is not sent.
void register_presigned_database_copy(emitter& events, std::string_view service,
                                      std::weak_ptr<pipeline::client_core const> core);

}  // namespace coaws::customization
