// Checksum trailers of requests that nobody signs.
#include "customization/s3/unsigned_trailer.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

void announce_trailer(before_sign& e) {
    if (e.signature_version == "none" && e.context.checksum.request_location == checksum_location::trailer)
        e.request.headers.set("X-Amz-Content-SHA256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
}

}  // namespace

void register_unsigned_trailer(emitter& events) { events.on("before-sign.s3", announce_trailer); }

}  // namespace coaws::customization
