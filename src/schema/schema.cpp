// Looking up members, and the schema of documents.
#include <coaws/schema/schema.hpp>

#include "schema/document_target.hpp"

namespace coaws {

schema const* schema::find_member(std::string_view name) const noexcept {
    auto const& members = target_->members;
    auto const found = target_->by_name.find(name, [&](std::size_t i) { return members[i]->name(); });
    return found == member_index::none ? nullptr : members[found].get();
}

schema const* schema::find_wire_member(std::string_view wire_name) const noexcept {
    auto const& members = target_->members;
    auto const found =
        target_->by_wire_name.find(wire_name, [&](std::size_t i) { return members[i]->wire_name(); });
    return found == member_index::none ? nullptr : members[found].get();
}

namespace detail {

schema_target const& document_target() {
    // Never destroyed: schemas may be used after main. Its own elements point back to it.
    static schema_target const* const target = [] {
        auto* made = new schema_target;
        fill_document_target(*made, *made);
        return made;
    }();
    return *target;
}

void fill_document_target(schema_target& target, schema_target const& inner) {
    target.members.push_back(
        std::make_unique<schema>("member", std::uint16_t{0}, shape_type::document, schema_traits{}, &inner));
    target.members.push_back(
        std::make_unique<schema>("value", std::uint16_t{1}, shape_type::document, schema_traits{}, &inner));
}

}  // namespace detail

schema const& document_schema() noexcept {
    static auto const* const root = new schema("document", std::uint16_t{0}, shape_type::document,
                                               schema_traits{}, &detail::document_target());
    return *root;
}

}  // namespace coaws
