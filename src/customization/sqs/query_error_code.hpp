// SQS names its exceptions as its old protocol did (HND-43, CLI-14).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Lets QueryErrorCode choose the class of the exception.
void register_query_error_code(emitter& events);

}  // namespace coaws::customization
