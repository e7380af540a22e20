// Ids of Route 53 as its own responses give them.
#include "customization/route53/resource_ids.hpp"

#include <coaws/pipeline/events.hpp>
#include <string>

namespace coaws::customization {

namespace {

bool is_id(schema const& member) {
    auto const shape = member.shape_name();
    return shape == "ResourceId" || shape == "DelegationSetId" || shape == "ChangeId";
}

void shorten_ids(before_parameter_build& e) {
    auto const* input = e.operation().input;
    if (input == nullptr) return;
    for (auto& [name, v] : e.params) {
        auto* id = v.get_if<std::string>();
        if (id == nullptr) continue;
        auto const slash = id->rfind('/');
        if (slash == std::string::npos) continue;
        auto const* member = input->find_member(name);
        if (member != nullptr && is_id(*member)) id->erase(0, slash + 1);
    }
}

}  // namespace

void register_resource_ids(emitter& events) { events.on("before-parameter-build.route53", shorten_ids); }

}  // namespace coaws::customization
