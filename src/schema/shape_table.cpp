// The shapes of a model, resolved on first use.
#include "schema/shape_table.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "schema/document_target.hpp"
#include "schema/traits.hpp"

namespace coaws::detail {
namespace {

constexpr std::pair<std::string_view, shape_type> type_names[] = {
    {"string", shape_type::string},       {"structure", shape_type::structure},
    {"list", shape_type::list},           {"integer", shape_type::integer},
    {"boolean", shape_type::boolean},     {"map", shape_type::map},
    {"timestamp", shape_type::timestamp}, {"long", shape_type::long_integer},
    {"double", shape_type::float64},      {"float", shape_type::float32},
    {"blob", shape_type::blob},           {"character", shape_type::string},
};

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

shape_type read_type(std::string_view shape_name, json::view model) {
    auto const type = model["type"];
    if (!type.is_string())
        throw invalid_shape_error("Shape is missing required key 'type': " + std::string(shape_name));
    auto const name = type.as_string();
    for (auto const& [known, result] : type_names)
        if (known == name) return result;
    throw invalid_shape_error("Shape " + quoted(shape_name) + " has the unknown type " + quoted(name));
}

std::int16_t payload_index(std::string_view shape_name, json::view model, schema_target const& target) {
    auto const payload = model["payload"];
    if (!payload.is_string()) return -1;
    for (auto const& member : target.members)
        if (member->name() == payload.as_string()) return static_cast<std::int16_t>(member->index());
    throw invalid_shape_error("Shape " + quoted(shape_name) + " has no member " +
                              quoted(payload.as_string()) + ", which it names as its payload");
}

bool has_own_traits(json::view reference) {
    for (auto const [key, value] : reference.members())
        if (key != "shape" && key != "documentation") return true;
    return false;
}

std::string member_place(std::string_view shape, std::string_view member) {
    return std::string(shape) + "." + std::string(member);
}

}  // namespace

shape_table::shape_table(json::view shapes) {
    by_name_.reserve(shapes.size());
    for (auto const [name, model] : shapes.members()) {
        auto& e = entries_.emplace_back();
        e.name = name;
        e.model = model;
        by_name_.insert_or_assign(name, &e);
    }
}

shape_table::entry* shape_table::find_entry(std::string_view name) const noexcept {
    auto it = by_name_.find(name);
    return it == by_name_.end() ? nullptr : it->second;
}

shape_table::entry& shape_table::referenced_entry(json::view reference, std::string_view where) const {
    auto const shape = reference["shape"];
    if (!shape.is_string())
        throw invalid_shape_reference_error("Invalid model, missing shape reference: " + std::string(where));
    auto* found = find_entry(shape.as_string());
    if (found == nullptr)
        throw no_shape_found_error(std::string(shape.as_string()) + " (referred to by " + std::string(where) +
                                   ")");
    return *found;
}

schema const* shape_table::find(std::string_view name) {
    auto* e = find_entry(name);
    return e == nullptr ? nullptr : resolved(*e).root.get();
}

schema const* shape_table::find_referenced(json::view reference, std::string_view where,
                                           std::vector<std::unique_ptr<schema>>& owned) {
    auto& e = referenced_entry(reference, where);
    auto const& shape = resolved(e);
    if (!has_own_traits(reference)) return shape.root.get();
    auto traits = shape.traits;
    apply_traits(traits, reference);
    settle_error_code(traits, e.name);
    if (shape.type == shape_type::structure) traits.payload = payload_index(e.name, reference, shape.target);
    owned.push_back(std::make_unique<schema>(std::string(e.name), std::uint16_t{0}, shape.type,
                                             std::move(traits), &shape.target));
    return owned.back().get();
}

schema const* shape_table::find_error(std::string_view code) {
    std::call_once(errors_indexed_, [this] { index_errors(); });
    auto it = by_error_code_.find(code);
    return it == by_error_code_.end() ? nullptr : resolved(*it->second).root.get();
}

void shape_table::index_errors() {
    for (auto& e : entries_) {
        if (!e.model["exception"].as_bool()) continue;
        auto const code = e.model["error"]["code"].as_string();
        by_error_code_.insert_or_assign(code.empty() ? e.name : code, &e);
    }
}

json::view shape_table::modeled(std::string_view name) const noexcept {
    auto* e = find_entry(name);
    return e == nullptr ? json::view{} : e->model;
}

std::vector<std::string_view> shape_table::names() const {
    std::vector<std::string_view> out;
    out.reserve(entries_.size());
    for (auto const& e : entries_) out.push_back(e.name);
    return out;
}

std::vector<std::string_view> shape_table::exception_names() const {
    std::vector<std::string_view> out;
    for (auto const& e : entries_)
        if (e.model["exception"].as_bool()) out.push_back(e.name);
    return out;
}

shape_table::resolved_shape const& shape_table::resolved(entry& e) {
    if (auto const* shape = e.ready.load(std::memory_order_acquire)) return *shape;
    std::lock_guard lock(guard_);
    if (!e.ready.load(std::memory_order_relaxed)) resolve_closure(e);
    return *e.ready.load(std::memory_order_relaxed);
}

void shape_table::resolve_closure(entry& e) {
    // A work list instead of recursion: models may refer to each other as deep and as roundabout as they
    // like.
    entry_list begun;
    try {
        begin(e, begun);
        for (std::size_t i = 0; i < begun.size(); ++i) fill(*begun[i], begun);
    } catch (...) {
        // Shapes that were ready before refer to none of these.
        for (auto* unfinished : begun) unfinished->shape.reset();
        throw;
    }
    for (auto* done : begun) done->ready.store(done->shape.get(), std::memory_order_release);
}

void shape_table::begin(entry& e, entry_list& begun) {
    if (e.shape) return;
    auto shape = std::make_unique<resolved_shape>();
    shape->type = read_type(e.name, e.model);
    if (shape->type == shape_type::structure && e.model["document"].as_bool())
        shape->type = shape_type::document;
    apply_traits(shape->traits, e.model);
    settle_error_code(shape->traits, e.name);
    shape->target.shape_name = e.name;
    begun.push_back(&e);
    e.shape = std::move(shape);
}

void shape_table::fill(entry& e, entry_list& begun) {
    auto& shape = *e.shape;
    auto& members = shape.target.members;
    auto add = [&](std::string_view name, std::uint16_t index) {
        members.push_back(make_member(e, name, index, e.model[name], false, begun));
    };
    switch (shape.type) {
        case shape_type::structure:
            fill_structure(e, begun);
            break;
        case shape_type::list:
            add("member", 0);
            break;
        case shape_type::map:
            add("key", 0);
            add("value", 1);
            break;
        case shape_type::document:
            fill_document_target(shape.target, document_target());
            break;
        default:
            break;
    }
    shape.root = std::make_unique<schema>(std::string(e.name), std::uint16_t{0}, shape.type, shape.traits,
                                          &shape.target);
}

void shape_table::fill_structure(entry& e, entry_list& begun) {
    auto& target = e.shape->target;
    auto const modeled_members = e.model["members"];
    if (modeled_members.size() > static_cast<std::size_t>(std::numeric_limits<std::int16_t>::max()))
        throw invalid_shape_error("Shape " + quoted(e.name) + " has too many members");

    std::vector<std::string_view> required;
    for (auto const name : e.model["required"].items()) required.push_back(name.as_string());
    auto sorted = required;
    std::sort(sorted.begin(), sorted.end());

    target.members.reserve(modeled_members.size());
    for (auto const [name, reference] : modeled_members.members()) {
        auto const index = static_cast<std::uint16_t>(target.members.size());
        auto const is_required = std::binary_search(sorted.begin(), sorted.end(), name);
        target.members.push_back(make_member(e, name, index, reference, is_required, begun));
        auto const& traits = target.members.back()->traits();
        target.has_body_members |= !traits.has_location;
        target.has_event_stream |= traits.event_stream;
    }
    target.payload = payload_index(e.name, e.model, target);
    auto const& members = target.members;
    auto const name_of = [&](std::size_t i) { return members[i]->name(); };
    target.by_name.build(members.size(), name_of);
    target.by_wire_name.build(members.size(), [&](std::size_t i) { return members[i]->wire_name(); });
    for (auto const name : required)
        if (auto const index = target.by_name.find(name, name_of); index != member_index::none)
            target.required.push_back(index);
}

std::unique_ptr<schema> shape_table::make_member(entry const& parent, std::string_view name,
                                                 std::uint16_t index, json::view reference, bool required,
                                                 entry_list& begun) {
    auto const shape = reference["shape"];
    auto* referred = shape.is_string() ? find_entry(shape.as_string()) : nullptr;
    if (referred == nullptr) referred = &referenced_entry(reference, member_place(parent.name, name));
    begin(*referred, begun);
    auto traits = referred->shape->traits;
    apply_traits(traits, reference);
    settle_error_code(traits, referred->name);
    traits.required = required;
    return std::make_unique<schema>(std::string(name), index, referred->shape->type, std::move(traits),
                                    &referred->shape->target);
}

}  // namespace coaws::detail
