// What every request to Glacier says.
#include "customization/glacier/account_and_version.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

void add_account(before_parameter_build& e) {
    auto const* given = e.params.find("accountId");
    if (given == nullptr || given->is_null()) e.params["accountId"] = "-";
}

void add_version(before_call& e) {
    e.request.http.headers.set("x-amz-glacier-version", e.service().metadata().api_version);
}

}  // namespace

void register_account_and_version(emitter& events) {
    events.on("before-call.glacier", add_version);
    events.on("before-parameter-build.glacier", add_account);
}

}  // namespace coaws::customization
