// Asking the service before a stream is sent.
#include "customization/s3/expect_continue.hpp"

#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

void register_expect_continue(emitter& events, pipeline::environment const* environment) {
    auto const flag =
        environment == nullptr ? std::nullopt : environment->get("BOTO_EXPERIMENTAL__NO_EMPTY_CONTINUE");
    bool const spare_empty = flag && iequals(*flag, "true");
    events.on("before-call.s3", [spare_empty](before_call& e) {
        auto const& operation = e.operation();
        if (!operation.has_streaming_input || (operation.method != "PUT" && operation.method != "POST"))
            return;
        auto const* payload = operation.input->payload();
        auto const* given = e.params.find(payload->name());
        if (given == nullptr || !given->is_body()) return;
        // Bytes stay bytes in a body of theirs, but where they are uploaded as streams (HND-29).
        bool const is_upload = operation.name == "PutObject" || operation.name == "UploadPart";
        if (!is_upload && given->as_body().in_memory()) return;
        if (spare_empty && given->as_body().known_size() == 0) return;
        e.request.http.headers.set("Expect", "100-continue");
    });
}

}  // namespace coaws::customization
