// The C++ types of members, and the tables that stand for them.
#include "type_names.hpp"

#include <algorithm>

namespace codegen {

using coaws::schema;
using coaws::shape_type;

namespace {

cpp_type scalar(std::string text, std::string kind) {
    cpp_type t;
    t.text = std::move(text);
    t.table = "kind::" + std::move(kind);
    return t;
}

bool is_stream(schema const& s, struct_plan const* owner) {
    if (owner == nullptr || owner->shape == nullptr) return false;
    return s.traits().streaming || owner->shape->payload() == &s ||
           (owner->shape->payload() != nullptr && owner->shape->payload()->name() == s.name());
}

cpp_type blob_type(schema const& s, struct_plan const* owner) {
    if (!is_stream(s, owner)) return scalar("::coaws::blob", "blob");
    return owner->is_output ? scalar("::coaws::streaming_body", "response_stream")
                            : scalar("::coaws::body", "request_body");
}

cpp_type generated(service_plan const& plan, std::string const& name, std::string table) {
    cpp_type t;
    t.text = qualified(plan, name);
    t.table = std::move(table);
    t.held = holder::maybe;
    return t;
}

cpp_type event_stream_type(service_plan const& plan, schema const& s) {
    auto const& stream = plan.stream_of_shape.at(s.shape_name());
    auto t =
        generated(plan, stream.class_name, "{kind::event_stream, " + struct_table_name(stream.event) + "}");
    t.held = holder::itself;
    return t;
}

cpp_type collection_type(service_plan const& plan, schema const& s) {
    if (plan.endless.at(s.shape_name())) return scalar("::coaws::value", "document");
    auto const inner = type_of(plan, s.type() == shape_type::list ? s.element() : s.mapped(), nullptr);
    cpp_type t;
    t.text = s.type() == shape_type::list ? "::std::vector<" + inner.text + ">"
                                          : "::coaws::ordered_map<" + inner.text + ">";
    t.table = collection_table_name(plan, s.shape_name());
    t.held = holder::maybe;
    t.grows = true;
    return t;
}

}  // namespace

std::string qualified(service_plan const& plan, std::string_view name) {
    return "::coaws::services::" + plan.name_space + "::" + std::string(name);
}

cpp_type type_of(service_plan const& plan, schema const& s, struct_plan const* owner) {
    switch (s.type()) {
        case shape_type::structure: {
            if (s.traits().event_stream) return event_stream_type(plan, s);
            auto const index = plan.struct_of_shape.at(s.shape_name());
            bool const choice = plan.structs[index].role == struct_role::one_of;
            return generated(plan, plan.structs[index].name,
                             std::string("{kind::") + (choice ? "one_of, " : "structure, ") +
                                 struct_table_name(index) + "}");
        }
        case shape_type::list:
        case shape_type::map:
            return collection_type(plan, s);
        case shape_type::integer:
        case shape_type::long_integer:
            return scalar("::std::int64_t", "integer");
        case shape_type::float32:
        case shape_type::float64:
            return scalar("double", "number");
        case shape_type::boolean:
            return scalar("bool", "boolean");
        case shape_type::blob:
            return blob_type(s, owner);
        case shape_type::timestamp:
            return scalar("::coaws::timestamp", "timestamp");
        case shape_type::document:
            return scalar("::coaws::value", "document");
        case shape_type::string:
            break;
    }
    if (s.traits().json_value && s.traits().location == coaws::binding::header)
        return scalar("::coaws::value", "json_text");
    auto const known = plan.enum_of_shape.find(s.shape_name());
    if (known == plan.enum_of_shape.end()) return scalar("::std::string", "string");
    return generated(plan, plan.enums[known->second].name, enum_table_name(known->second));
}

std::string member_type(service_plan const& plan, std::size_t struct_index, std::size_t member_index) {
    auto const& owner = plan.structs[struct_index];
    auto const type = type_of(plan, *owner.members[member_index].member, &owner);
    if (type.held == holder::itself) return type.text;
    if (type.held == holder::optional) return "::std::optional<" + type.text + ">";
    bool const boxed = plan.boxed.contains({struct_index, member_index});
    return (boxed ? "::coaws::services::boxed<" : "::coaws::services::maybe<") + type.text + ">";
}

std::string struct_table_name(std::size_t index) { return "struct_" + std::to_string(index); }

std::string operation_entry_name(std::size_t index) { return "operation_" + std::to_string(index); }
std::string enum_table_name(std::size_t index) { return "enum_" + std::to_string(index); }
std::string collection_table_name(service_plan const& plan, std::string_view shape_name) {
    auto const found = std::find_if(plan.aliases.begin(), plan.aliases.end(),
                                    [&](alias_plan const& a) { return a.shape->shape_name() == shape_name; });
    return "collection_" + std::to_string(found - plan.aliases.begin());
}

}  // namespace codegen
