// Passing on the trace of a Lambda invocation.
#include "customization/general/trace_id.hpp"

#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

void register_trace_id(emitter& events, std::shared_ptr<pipeline::environment const> environment) {
    if (!environment || !environment->get("AWS_LAMBDA_FUNCTION_NAME")) return;
    events.on("before-call", [environment = std::move(environment)](before_call& e) {
        auto const trace = environment->get("_X_AMZN_TRACE_ID");
        auto& headers = e.request.http.headers;
        if (trace && !trace->empty() && !headers.contains("X-Amzn-Trace-Id"))
            headers.set("X-Amzn-Trace-Id", percent_encode(*trace, "-=;:+&[]{}\"',"));
    });
}

}  // namespace coaws::customization
