// A response that no shape describes.
#include "customization/s3/bucket_location.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/codec/xml_document.hpp>
#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

void read_location(after_call& e) {
    // An error response without a document has its own story to tell.
    if (e.response.body.empty()) return;
    try {
        codec::xml_document const document(e.response.body);
        auto const text = document.text(codec::xml_document::root());
        e.parsed["LocationConstraint"] = text.empty() ? value() : value(text);
    } catch (response_parser_error const&) {
        if (e.response.status < 300) throw;
    }
}

}  // namespace

void register_bucket_location(emitter& events) {
    events.on("after-call.s3.GetBucketLocation", read_location);
}

}  // namespace coaws::customization
