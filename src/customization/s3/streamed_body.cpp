// Objects given as bytes are uploaded as streams.
#include "customization/s3/streamed_body.hpp"

#include <coaws/pipeline/events.hpp>
#include <utility>

namespace coaws::customization {

namespace {

void make_body(before_parameter_build& e) {
    auto* given = e.params.find("Body");
    if (given == nullptr) return;
    if (auto* text = given->get_if<std::string>())
        *given = body::from_string(std::move(*text));
    else if (auto* bytes = given->get_if<blob>())
        *given = body::from_string(std::move(bytes->bytes));
}

}  // namespace

void register_streamed_body(emitter& events) {
    events.on_last("before-parameter-build.s3.UploadPart", make_body);
    events.on_last("before-parameter-build.s3.PutObject", make_body);
}

}  // namespace coaws::customization
