// Scalars that travel as text: in headers, in XML, and as strings in JSON.
#pragma once

#include <coaws/base/time.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::codec {

/// Each reads the whole text, blanks at its ends aside, and throws response_parser_error when it is nothing
/// of the kind. An integer beyond 64 bits is refused; a number may be `NaN`, `Infinity`, `-Infinity` in any
/// case.
std::int64_t integer_from_text(std::string_view text);
double number_from_text(std::string_view text);
timestamp time_from_text(std::string_view text);
timestamp time_from_number(double seconds);

/// A number without its fraction, or nothing when that is no 64-bit integer.
std::optional<std::int64_t> integer_from_number(double v) noexcept;

/// Appends the bytes that the base64 text stands for; characters outside the alphabet (line breaks) are
/// passed over.
void append_base64(std::string& out, std::string_view text);

}  // namespace coaws::codec
