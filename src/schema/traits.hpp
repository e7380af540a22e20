// Reading traits from shapes and references.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/schema/schema.hpp>
#include <string_view>

namespace coaws::detail {

/// Puts the traits that a shape or a reference models over those in `traits` (MODEL-30). A trait of the wrong
/// JSON kind counts as absent.
void apply_traits(schema_traits& traits, json::view modeled);
/// Gives an exception without a modelled code the name of its shape (MODEL-33); called after all traits are
/// applied.
void settle_error_code(schema_traits& traits, std::string_view shape_name);

}  // namespace coaws::detail
