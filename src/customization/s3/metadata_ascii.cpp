// User metadata travels in headers.
#include "customization/s3/metadata_ascii.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void check_metadata(before_parameter_build& e) {
    auto const* metadata = e.params.find("Metadata");
    if (metadata == nullptr || !metadata->is_map()) return;
    for (auto const& [key, v] : metadata->as_map()) {
        auto const* text = v.get_if<std::string>();
        if (text == nullptr || (is_ascii(key) && is_ascii(*text))) continue;
        throw param_validation_error("Non ascii characters found in S3 metadata for key \"" + key +
                                     "\", value: \"" + *text +
                                     "\".  \nS3 metadata can only contain ASCII characters. ");
    }
}

}  // namespace

void register_metadata_ascii(emitter& events) {
    events.on("before-parameter-build.s3.CopyObject", check_metadata);
    events.on("before-parameter-build.s3.PutObject", check_metadata);
    events.on("before-parameter-build.s3.CreateMultipartUpload", check_metadata);
}

}  // namespace coaws::customization
