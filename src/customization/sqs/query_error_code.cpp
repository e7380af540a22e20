// SQS names its exceptions as its old protocol did.
#include "customization/sqs/query_error_code.hpp"

#include <coaws/pipeline/events.hpp>
#include <string>

namespace coaws::customization {

namespace {

void choose_class(after_call& e) {
    auto const* failure = e.parsed.find("Error");
    if (failure == nullptr) return;
    auto const* code = failure->find("QueryErrorCode");
    if (code != nullptr && code->is_string() && !code->as_string().empty())
        e.context.error_code_override = code->as_string();
}

}  // namespace

void register_query_error_code(emitter& events) { events.on_failure("after-call.sqs.*", choose_class); }

}  // namespace coaws::customization
