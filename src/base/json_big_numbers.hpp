// Numbers that the JSON parser refuses although JSON allows them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coaws::json {

/// Copies a JSON text with every integer beyond 64 bits turned into floating notation, and every number
/// beyond what a double holds into the largest double, so that a parser without big numbers takes it. Nothing
/// when no number needs it.
std::optional<std::string> with_big_numbers_as_doubles(std::string_view text);

}  // namespace coaws::json
