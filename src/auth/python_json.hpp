// JSON text as Python's json.dumps writes it.
#pragma once

#include <coaws/value/value.hpp>
#include <string>

namespace coaws::auth {

/// Appends a value with `, ` and `: ` between its parts and every character beyond ASCII escaped, so that
/// policies are byte for byte those of botocore. Throws value_error for blobs, timestamps, bodies and nesting
/// beyond 100 levels.
void append_python_json(std::string& out, value const& v, int depth = 0);

}  // namespace coaws::auth
