// Policies come as URL-encoded JSON.
#include "customization/iam/policy_document.hpp"

#include <coaws/base/error.hpp>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>

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

void decode_policies(value& v, schema const& s);

void decode_members(value_map& map, schema const& s) {
    for (auto& [name, v] : map)
        if (auto const* member = s.find_member(name)) {
            if (member->type() == shape_type::string && member->shape_name() == "policyDocumentType")
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

void decode_output(after_call& e) {
    if (auto const* output = e.operation().output) decode_members(e.parsed, *output);
}

}  // namespace

void register_policy_document(emitter& events) { events.on("after-call.iam", decode_output); }

}  // namespace coaws::customization
