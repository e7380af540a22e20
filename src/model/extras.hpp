// Merging extras into the text of a model (MODEL-04).
#pragma once

#include <coaws/base/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::model {

/// The text with the members of the object `merge` put over those of its root object: objects are merged
/// member by member, anything else is replaced, new members come last. Only the changed places are rewritten,
/// so a big model costs one scan. Nothing when the text is no JSON object as far as it was looked at.
std::optional<std::string> merge_into_text(std::string_view text, json::view merge);

}  // namespace coaws::model
