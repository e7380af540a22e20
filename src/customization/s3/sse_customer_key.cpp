// Keys that the caller encrypts objects with.
#include "customization/s3/sse_customer_key.hpp"

#include "customization/parameters.hpp"

#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>
#include <string_view>

namespace coaws::customization {

namespace {

void encode_key(value_map& params, std::string_view key_member, std::string_view md5_member) {
    auto const* key = find_bytes(params, key_member);
    if (key == nullptr || params.contains(md5_member)) return;
    auto digest = base64_encode(md5(*key));
    params[key_member] = base64_encode(*key);
    params[md5_member] = std::move(digest);
}

void encode_own_key(before_parameter_build& e) {
    encode_key(e.params, "SSECustomerKey", "SSECustomerKeyMD5");
}

void encode_source_key(before_parameter_build& e) {
    encode_key(e.params, "CopySourceSSECustomerKey", "CopySourceSSECustomerKeyMD5");
}

}  // namespace

void register_sse_customer_key(emitter& events) {
    for (auto const* name :
         {"before-parameter-build.s3.HeadObject", "before-parameter-build.s3.GetObject",
          "before-parameter-build.s3.PutObject", "before-parameter-build.s3.CopyObject",
          "before-parameter-build.s3.CreateMultipartUpload", "before-parameter-build.s3.UploadPart",
          "before-parameter-build.s3.UploadPartCopy", "before-parameter-build.s3.CompleteMultipartUpload",
          "before-parameter-build.s3.SelectObjectContent"})
        events.on(name, encode_own_key);
    events.on("before-parameter-build.s3.CopyObject", encode_source_key);
    events.on("before-parameter-build.s3.UploadPartCopy", encode_source_key);
}

}  // namespace coaws::customization
