// Amazon resource names (EP-57).
#pragma once

#include <optional>
#include <string_view>

namespace coaws::customization {

/// The parts of an ARN as they stand in its text.
struct arn {
    std::string_view partition;
    std::string_view service;
    std::string_view region;
    std::string_view account;
    std::string_view resource;
};

/// Splits a text of at least six parts between colons, whatever the first one is; nothing for any other text.
/// The views are those of `text`.
std::optional<arn> parse_arn(std::string_view text) noexcept;

/// Whether a text begins with `arn:` and has six parts.
bool is_arn(std::string_view text) noexcept;

}  // namespace coaws::customization
