// Quoting of JSON strings.
#pragma once

#include <string>
#include <string_view>

namespace coaws::codec {

/// Appends the text in quotes, everything beyond ASCII as `\u` escapes (surrogate pairs above the BMP). False
/// when the text is no UTF-8: `out` is unusable then.
bool append_json_string(std::string& out, std::string_view text);

}  // namespace coaws::codec
