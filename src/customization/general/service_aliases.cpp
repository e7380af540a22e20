// Old names of services.
#include "customization/general/service_aliases.hpp"

#include <coaws/pipeline/choose_service_name.hpp>
#include <optional>
#include <string>

namespace coaws::customization {

namespace {

std::optional<std::string> current_name(choose_service_name& e) {
    if (e.service_name == "runtime.sagemaker") return "sagemaker-runtime";
    return std::nullopt;
}

}  // namespace

void register_service_aliases(emitter& events) { events.on(choose_service_name::event_name, current_name); }

}  // namespace coaws::customization
