// Reading a section.
#include "credentials/section_text.hpp"

#include <coaws/base/errors_config.hpp>

namespace coaws {

std::optional<std::string> section_text(value_map const& section, std::string_view key) {
    value const* found = section.find(key);
    if (found == nullptr) return std::nullopt;
    if (!found->is_string()) {
        throw invalid_config_error("The key " + std::string(key) +
                                   " must hold a text, not an indented block.");
    }
    return found->as_string();
}

}  // namespace coaws
