// Parsed JSON back to text.
#pragma once

#include <coaws/base/json.hpp>
#include <string>
#include <string_view>

namespace coaws::model {

/// Appends a string of a parsed document with its quotes.
void append_json_string(std::string& out, std::string_view text);
/// Appends an element, compactly. Recursion is bounded by the depth that a parsed document can have.
void append_json(std::string& out, json::view v);

}  // namespace coaws::model
