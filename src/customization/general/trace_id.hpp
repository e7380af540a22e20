// Passing on the trace of a Lambda invocation (HND-30).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/ports.hpp>
#include <memory>

namespace coaws::customization {

/// Sends `_X_AMZN_TRACE_ID` as a header where it is absent. Whether this is a Lambda function is asked once;
/// the trace, which changes with every invocation, at every call.
void register_trace_id(emitter& events, std::shared_ptr<pipeline::environment const> environment);

}  // namespace coaws::customization
