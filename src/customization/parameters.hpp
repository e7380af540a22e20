// Looking at parameters that nobody has validated yet.
#pragma once

#include <coaws/value/value.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

/// The text of a parameter, or null when it is absent or no text: what is wrong with it then, validation
/// tells.
inline std::string const* find_text(value_map const& params, std::string_view name) noexcept {
    auto const* v = params.find(name);
    return v == nullptr ? nullptr : v->get_if<std::string>();
}
inline std::string* find_text(value_map& params, std::string_view name) noexcept {
    auto* v = params.find(name);
    return v == nullptr ? nullptr : v->get_if<std::string>();
}

/// The bytes of a parameter given as blob or text; null for anything else.
inline std::string const* find_bytes(value_map const& params, std::string_view name) noexcept {
    auto const* v = params.find(name);
    return v != nullptr && (v->is_string() || v->is_blob()) ? &v->as_blob() : nullptr;
}

}  // namespace coaws::customization
