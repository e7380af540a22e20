// What the copies of a typed stream of events share.
#pragma once

#include <coaws/services/typed_events.hpp>
#include <memory>

#include "pipeline/event_body.hpp"
#include "services/client_state.hpp"

namespace coaws::services {

struct typed_events::state {
    std::shared_ptr<pipeline::event_body> body;
    struct_table const& kinds;  ///< of the union that events are
    std::shared_ptr<connected_client const> client;
    service_table const& service;
};

}  // namespace coaws::services
