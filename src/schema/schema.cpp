// Looking up members, and the schema of documents.
#include <algorithm>
#include <coaws/schema/schema.hpp>

#include "schema/document_target.hpp"

namespace coaws {
namespace {

/// The last index whose member has the name, in a list sorted by it; null when none has.
template <class NameOf>
schema const* find_sorted(schema_target const& target, std::vector<std::uint16_t> const& order,
                          std::string_view name, NameOf name_of) noexcept {
    auto after = std::upper_bound(
        order.begin(), order.end(), name,
        [&](std::string_view wanted, std::uint16_t i) { return wanted < name_of(*target.members[i]); });
    if (after == order.begin()) return nullptr;
    auto const& found = *target.members[*--after];
    return name_of(found) == name ? &found : nullptr;
}

}  // namespace

schema const* schema::find_member(std::string_view name) const noexcept {
    return find_sorted(*target_, target_->by_name, name, [](schema const& m) { return m.name(); });
}

schema const* schema::find_wire_member(std::string_view wire_name) const noexcept {
    return find_sorted(*target_, target_->by_wire_name, wire_name,
                       [](schema const& m) { return m.wire_name(); });
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
