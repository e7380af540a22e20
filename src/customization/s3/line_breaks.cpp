// Line breaks in XML bodies that the service must not fold.
#include "customization/s3/line_breaks.hpp"

#include <coaws/pipeline/events.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

void escape_line_breaks(before_call& e) {
    auto const bytes = e.request.http.body.in_memory();
    if (!bytes || bytes->find_first_of("\r\n") == std::string_view::npos) return;
    std::string out;
    out.reserve(bytes->size() + 32);
    for (char c : *bytes) {
        if (c == '\r')
            out += "&#xD;";
        else if (c == '\n')
            out += "&#xA;";
        else
            out += c;
    }
    e.request.http.body = body::from_string(std::move(out));
}

}  // namespace

void register_line_breaks(emitter& events) {
    events.on("before-call.s3.DeleteObjects", escape_line_breaks);
    events.on("before-call.s3.PutBucketLifecycleConfiguration", escape_line_breaks);
}

}  // namespace coaws::customization
