// Quoting of JSON strings.
#pragma once

#include <string>
#include <string_view>

namespace coaws::detail {

/// How strings are quoted.
struct json_quoting {
    /// Whether everything but printable ASCII becomes a `\u` escape, surrogate pairs beyond the basic plane,
    /// as Python's `json` does; else only what has to.
    bool ascii = true;
    /// Whether U+FFFD takes the place of bytes that are no UTF-8; else they are refused.
    bool repair = false;
};

/// Appends the text in quotes. False when it is refused: `out` is unusable then.
bool append_json_string(std::string& out, std::string_view text, json_quoting how = {});

}  // namespace coaws::detail
