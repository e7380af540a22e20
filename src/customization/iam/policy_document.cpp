// Policies come as URL-encoded JSON.
#include "customization/iam/policy_document.hpp"

#include <coaws/base/error.hpp>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>
#include <set>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

void decode_document(value& v) {
    auto const* text = v.get_if<std::string>();
    if (text == nullptr) return;
    try {
        v = from_json(percent_decode(*text));
    } catch (error const&) {
        // Whoever reads it may know better what it is.
    }
}

bool is_policy(schema const& s) {
    return s.type() == shape_type::string && s.shape_name() == "policyDocumentType";
}

void decode_policies(value& v, schema const& s);

void decode_members(value_map& map, schema const& s) {
    for (auto& [name, v] : map)
        if (auto const* member = s.find_member(name)) {
            if (is_policy(*member))
                decode_document(v);
            else
                decode_policies(v, *member);
        }
}

/// As deep as the shapes go, which is as deep as the parser let the response be.
void decode_policies(value& v, schema const& s) {
    if (s.type() == shape_type::structure) {
        if (auto* map = v.get_if<value_map>()) decode_members(*map, s);
    } else if (s.type() == shape_type::list) {
        if (auto* list = v.get_if<value_list>())
            for (auto& item : *list) decode_policies(item, s.element());
    }
}

void decode_output(after_call& e) { decode_members(e.parsed, *e.operation().output); }

/// Whether there is a policy below a structure, or below what its lists hold.
bool holds_policy(schema const& s, std::set<std::string_view>& seen) {
    bool const is_list = s.type() == shape_type::list;
    if (!is_list && s.type() != shape_type::structure) return false;
    if (!seen.insert(s.shape_name()).second) return false;
    if (is_list) return holds_policy(s.element(), seen);
    for (std::size_t i = 0; i < s.member_count(); ++i)
        if (is_policy(s.member(i)) || holds_policy(s.member(i), seen)) return true;
    return false;
}

bool returns_policy(operation_schema const& operation) {
    std::set<std::string_view> seen;
    return operation.output != nullptr && holds_policy(*operation.output, seen);
}

}  // namespace

void register_policy_document(emitter& events) {
    events.on_some("after-call.iam", returns_policy, decode_output);
}

}  // namespace coaws::customization
