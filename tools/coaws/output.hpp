// An operation's output as text for people and programs.
#pragma once

#include <coaws/value/value.hpp>
#include <string>
#include <string_view>

#include "arguments.hpp"

namespace cli {

/// JSON with an indent of four; blobs in base64, timestamps in ISO 8601, other characters as they are. Ends
/// with a line feed.
std::string to_json_text(coaws::value const& v);
/// One line for each structure, its scalars separated by tabs in the order of their names; structures inside
/// follow on lines of their own that start with their name in upper case.
std::string to_plain_text(coaws::value const& v);
/// Boxes with a title each.
std::string to_table_text(std::string_view title, coaws::value const& v);
/// In the wanted form; nothing for an empty map.
std::string format_output(output_format format, std::string_view title, coaws::value const& v);

/// A scalar as it stands in text and tables: `True`, `None`, numbers, texts.
std::string scalar_text(coaws::value const& v);

/// Writes to standard output, all of it. Throws output_error when that is not possible.
void write_output(std::string_view text);
/// The same for any descriptor; `name` is for the message. A signal that ends the program ends it, too, with
/// std::system_error.
void write_all(int descriptor, std::string const& name, std::string_view bytes);

}  // namespace cli
