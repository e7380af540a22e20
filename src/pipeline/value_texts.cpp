// The texts of a result that is a value.
#include "pipeline/value_texts.hpp"

#include "value/find_text.hpp"

namespace coaws::pipeline {

std::string_view value_texts::text(std::string_view member) const {
    auto const* found = find_text(result_, member);
    return found == nullptr ? std::string_view() : *found;
}

void value_texts::edit(std::string_view member, editor change) {
    if (auto* text = find_text(result_, member)) change(*text);
}

void value_texts::edit_each(std::string_view list, std::string_view member, editor change) {
    auto* found = result_.find(list);
    auto* items = found == nullptr ? nullptr : found->get_if<value_list>();
    if (items == nullptr) return;
    for (auto& item : *items)
        if (auto* map = item.get_if<value_map>())
            if (auto* text = find_text(*map, member)) change(*text);
}

}  // namespace coaws::pipeline
