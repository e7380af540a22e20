// Matching generated structs with the shapes of a model.
#include "services/schema_match.hpp"

#include <utility>

namespace coaws::services {

namespace {

bool fits(type_ref const& type, schema const& s);

bool fits_scalar(type_kind kind, shape_type type) noexcept {
    switch (type) {
        case shape_type::string:
            return kind == type_kind::string || kind == type_kind::enumeration ||
                   kind == type_kind::json_text;
        case shape_type::integer:
        case shape_type::long_integer:
            return kind == type_kind::integer;
        case shape_type::float32:
        case shape_type::float64:
            return kind == type_kind::number;
        case shape_type::boolean:
            return kind == type_kind::boolean;
        case shape_type::blob:
            return kind == type_kind::blob || kind == type_kind::request_body ||
                   kind == type_kind::response_stream;
        case shape_type::timestamp:
            return kind == type_kind::timestamp;
        case shape_type::document:
            return kind == type_kind::document;
        default:
            return false;
    }
}

/// Structures are matched by themselves, so this ends.
bool fits(type_ref const& type, schema const& s) {
    bool const collection = s.type() == shape_type::list || s.type() == shape_type::map;
    // A collection that contains itself has no C++ type of its own.
    if (collection && type.kind == type_kind::document) return true;
    if (s.traits().event_stream) return type.kind == type_kind::event_stream;
    switch (s.type()) {
        case shape_type::structure:
            return type.kind == type_kind::structure || type.kind == type_kind::one_of;
        case shape_type::list:
            return type.kind == type_kind::list && fits(type.as_list().element, s.element());
        case shape_type::map:
            return type.kind == type_kind::map && fits(type.as_map().mapped, s.mapped());
        default:
            return fits_scalar(type.kind, s.type());
    }
}

std::unique_ptr<struct_match> make_match(struct_table const& table, schema const& s) {
    auto match = std::make_unique<struct_match>();
    match->shape = s.shape_name().data();
    match->schema_of.resize(table.members.size());
    match->required.resize(table.members.size());
    match->index_of.assign(s.member_count(), struct_match::none);
    for (std::size_t i = 0; i < table.members.size(); ++i) {
        auto const* member = s.find_member(table.members[i].name);
        if (member == nullptr || !fits(table.members[i].type, *member)) continue;
        match->schema_of[i] = member;
        match->index_of[member->index()] = static_cast<std::uint16_t>(i);
    }
    for (auto const index : s.required_members()) {
        auto const own = match->index_of[index];
        if (own == struct_match::none)
            match->misses_required = true;
        else
            match->required_count += 1 - std::exchange(match->required[own], 1);
    }
    return match;
}

}  // namespace

schema_matches::schema_matches(std::size_t struct_count)
    : count_(struct_count), slots_(std::make_unique<std::atomic<struct_match const*>[]>(struct_count)) {}

schema_matches::~schema_matches() {
    for (std::size_t i = 0; i < count_; ++i) delete slots_[i].load(std::memory_order_relaxed);
}

struct_match const& schema_matches::add(struct_table const& table, schema const& s) const {
    auto fresh = make_match(table, s);
    std::lock_guard lock(guard_);
    auto& slot = slots_[table.id];
    auto const* head = slot.load(std::memory_order_relaxed);
    for (auto const* match = head; match != nullptr; match = match->next.get())
        if (match->shape == fresh->shape) return *match;
    fresh->next.reset(head);
    slot.store(fresh.get(), std::memory_order_release);
    return *fresh.release();
}

}  // namespace coaws::services
