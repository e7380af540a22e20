// JSON that came from elsewhere: caches, tokens, the output of processes.
#pragma once

#include <coaws/value/value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws {

/// The members of a JSON object; nothing when the text is anything else.
std::optional<value_map> read_json_object(std::string_view text);

/// A member that is a text; nothing when it is absent or of another kind.
std::optional<std::string> text_of(value_map const& object, std::string_view name);

/// The names among `wanted` that the object does not have, comma-separated.
std::string missing_members(value_map const& object, std::initializer_list<std::string_view> wanted);
/// The same of what is there but no text.
std::string missing_texts(value_map const& object, std::initializer_list<std::string_view> wanted);

}  // namespace coaws
