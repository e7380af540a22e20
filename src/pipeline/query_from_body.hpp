// The body of a presigned request as part of its query (SIGN-41).
#pragma once

#include <coaws/pipeline/events.hpp>

namespace coaws::pipeline {

/// Moves the pairs of a form, or the members of a JSON object, behind the parameters of the URL; those of the
/// same name are replaced. The request has no body then. Throws value_error for a body that is neither.
void move_body_to_query(prepared_request& request);

}  // namespace coaws::pipeline
