// Texts in a section of a configuration file.
#pragma once

#include <coaws/value/value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws {

/// The text of a key, or nothing when the section has no such key. Throws invalid_config_error when the key
/// holds an indented block instead of a text.
std::optional<std::string> section_text(value_map const& section, std::string_view key);

}  // namespace coaws
