// Amazon resource names.
#include "customization/arn.hpp"

#include <array>
#include <cstddef>

namespace coaws::customization {

std::optional<arn> parse_arn(std::string_view text) noexcept {
    std::array<std::string_view, 5> parts;
    for (auto& part : parts) {
        auto const colon = text.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        part = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    arn a;
    a.partition = parts[1];
    a.service = parts[2];
    a.region = parts[3];
    a.account = parts[4];
    a.resource = text;
    return a;
}

bool is_arn(std::string_view text) noexcept {
    return text.starts_with("arn:") && parse_arn(text).has_value();
}

}  // namespace coaws::customization
