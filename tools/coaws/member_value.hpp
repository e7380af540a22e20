// A member's value from the words of the command line, by its schema.
#pragma once

#include <coaws/schema/schema.hpp>
#include <coaws/value/value.hpp>
#include <string>
#include <vector>

namespace cli {

/// How many words a member's option takes.
enum class word_count : unsigned char { none, one, many };
word_count words_of(coaws::schema const& member) noexcept;

/// The value of a member. Scalars are read by their type, bytes as they are; structures, lists and maps as
/// JSON when the text starts with a bracket, else as shorthand; a streaming payload is the file of that name.
/// `option` is for messages, which show nothing of the value. Throws usage_error.
coaws::value member_value(coaws::schema const& member, std::vector<std::string> const& words,
                          std::string const& option);

/// The payload from a file, or from standard input for `-`. Nothing is read of a file here. Throws
/// usage_error when there is no such file.
coaws::value payload_from_file(std::string const& path);

}  // namespace cli
