// Client-side monitoring as the configuration asks for it (SESS-19).
#include "session/client_monitoring.hpp"

#include <coaws/customization/monitoring.hpp>

namespace coaws {

void monitor_calls(emitter& events, config::store const& settings, pipeline::world const& world) {
    if (!settings.get_bool("csm_enabled").value_or(false)) return;
    monitoring_target target;
    target.client_id = settings.get_string("csm_client_id").value_or("");
    target.host = settings.get_string("csm_host").value_or("");
    target.port = settings.get_int("csm_port").value_or(0);
    register_monitoring(events, std::move(target), world);
}

}  // namespace coaws
