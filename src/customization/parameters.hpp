// Looking at parameters that nobody has validated yet.
#pragma once

#include <coaws/value/value.hpp>
#include <string>
#include <string_view>

#include "value/find_text.hpp"

namespace coaws::customization {

/// The bytes of a parameter given as blob or text; null for anything else.
inline std::string const* find_bytes(value_map const& params, std::string_view name) noexcept {
    auto const* v = params.find(name);
    return v != nullptr && (v->is_string() || v->is_blob()) ? &v->as_blob() : nullptr;
}

}  // namespace coaws::customization
