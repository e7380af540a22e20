// Accounts belong to the endpoint, not to a host prefix.
#include "customization/s3_control/account_prefix.hpp"

#include <algorithm>
#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

void drop_prefix(planning_operation& e) {
    if (e.operation.host_prefix != "{AccountId}.") return;
    auto const requires_account = [](static_context_param const& p) {
        return p.name == "RequiresAccountId" && p.literal.as_bool();
    };
    if (std::ranges::any_of(e.operation.static_context_params, requires_account))
        e.operation.host_prefix.clear();
}

}  // namespace

void register_account_prefix(emitter& events) { events.on("planning-operation.s3-control", drop_prefix); }

}  // namespace coaws::customization
