// Enumerations that keep unknown values.
#include <algorithm>
#include <coaws/services/open_enum.hpp>

namespace coaws::services {

void open_enum::assign(enum_table const& table, std::string_view text) {
    auto const found = std::lower_bound(table.texts.begin(), table.texts.end(), text);
    if (found != table.texts.end() && *found == text) {
        index_ = static_cast<std::uint16_t>(found - table.texts.begin());
        other_.clear();
    } else {
        index_ = unknown;
        other_ = text;
    }
}

}  // namespace coaws::services
