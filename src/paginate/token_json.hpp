// The JSON text inside resume tokens.
#pragma once

#include <coaws/value/value.hpp>
#include <string>

namespace coaws::paginate {

/// Appends a value with `, ` and `: ` between its parts and every character beyond ASCII escaped, so that
/// resume tokens are byte for byte botocore's (PAGE-05). Throws value_error for nesting beyond 200 levels.
void append_token_json(std::string& out, value const& v, int depth = 0);

}  // namespace coaws::paginate
