// Buckets belong to the endpoint, not to the path.
#include "customization/s3/bucket_in_host.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

void register_bucket_in_host(emitter& events) {
    events.on("planning-operation.s3", [](planning_operation& e) {
        constexpr std::string_view bucket = "/{Bucket}";
        if (e.operation.uri.starts_with(bucket)) e.operation.uri.erase(0, bucket.size());
    });
}

}  // namespace coaws::customization
