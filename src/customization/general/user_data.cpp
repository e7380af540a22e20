// Launch scripts travel as base64.
#include "customization/general/user_data.hpp"

#include "customization/parameters.hpp"

#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

void encode_user_data(before_parameter_build& e) {
    if (auto const* bytes = find_bytes(e.params, "UserData")) e.params["UserData"] = base64_encode(*bytes);
}

}  // namespace

void register_user_data(emitter& events) {
    events.on("before-parameter-build.ec2.RunInstances", encode_user_data);
    events.on("before-parameter-build.auto-scaling.CreateLaunchConfiguration", encode_user_data);
}

}  // namespace coaws::customization
