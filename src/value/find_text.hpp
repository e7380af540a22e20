// Looking at texts in a map that nobody has validated.
#pragma once

#include <coaws/value/value.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// The text of that name, or null when it is absent or no text. Valid until the map changes.
inline std::string const* find_text(value_map const& map, std::string_view name) noexcept {
    auto const* v = map.find(name);
    return v == nullptr ? nullptr : v->get_if<std::string>();
}
inline std::string* find_text(value_map& map, std::string_view name) noexcept {
    auto* v = map.find(name);
    return v == nullptr ? nullptr : v->get_if<std::string>();
}

}  // namespace coaws
