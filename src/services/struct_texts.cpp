// The texts of a result that is a generated struct.
#include "services/struct_texts.hpp"

#include <algorithm>
#include <string>

namespace coaws::services {

namespace {

std::size_t index_of(struct_table const& table, std::string_view member) {
    auto const found = std::ranges::find(table.members, member, &member_table::name);
    return static_cast<std::size_t>(found - table.members.begin());
}

/// A member that is set; null where it is not, or where the struct has no such member.
void const* find_set(void const* self, struct_table const& table, std::size_t index) {
    struct search {
        std::size_t wanted;
        void const* found = nullptr;
    } looking{index};
    table.visit(self, &looking, [](void* context, std::uint16_t shown, void const* v) {
        auto& s = *static_cast<search*>(context);
        if (shown == s.wanted) s.found = v;
    });
    return looking.found;
}

bool is_kind(struct_table const& table, std::size_t index, type_kind kind) {
    return index < table.members.size() && table.members[index].type.kind == kind;
}

// Tables show what they are asked for as constant; the struct itself is not.
void edit_member(void* self, struct_table const& table, std::size_t index, result_texts::editor change) {
    if (auto const* text = static_cast<std::string const*>(find_set(self, table, index)))
        change(*const_cast<std::string*>(text));
}

}  // namespace

std::string_view struct_texts::text(std::string_view member) const {
    auto const index = index_of(table_, member);
    bool const is_enum = is_kind(table_, index, type_kind::enumeration);
    if (!is_enum && !is_kind(table_, index, type_kind::string)) return {};
    auto const* found = find_set(self_, table_, index);
    if (found == nullptr) return {};
    if (is_enum) return static_cast<open_enum const*>(found)->text_in(table_.members[index].type.as_enum());
    return *static_cast<std::string const*>(found);
}

void struct_texts::edit(std::string_view member, editor change) {
    auto const index = index_of(table_, member);
    if (is_kind(table_, index, type_kind::string)) edit_member(self_, table_, index, change);
}

void struct_texts::edit_each(std::string_view list, std::string_view member, editor change) {
    auto const at = index_of(table_, list);
    if (!is_kind(table_, at, type_kind::list)) return;
    auto const& elements = table_.members[at].type.as_list();
    if (elements.element.kind != type_kind::structure) return;
    auto const& element = elements.element.as_struct();
    auto const index = index_of(element, member);
    if (!is_kind(element, index, type_kind::string)) return;
    auto const* items = find_set(self_, table_, at);
    if (items == nullptr) return;
    for (std::size_t i = 0; i < elements.ops.size(items); ++i)
        edit_member(const_cast<void*>(elements.ops.at(items, i)), element, index, change);
}

}  // namespace coaws::services
