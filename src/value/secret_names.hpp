// Names that stand for secrets, whatever a model says of them.
#pragma once

#include <string_view>

namespace coaws::detail {

/// Whether a member, parameter or entry of that name holds a secret key, token or password: case, `_` and `-`
/// do not count, and what stands in front does not either (`clientSecret`, `aws_session_token`).
bool names_secret(std::string_view name);

}  // namespace coaws::detail
