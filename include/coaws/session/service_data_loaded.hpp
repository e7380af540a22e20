// The event in which handlers see a service's model as data (EVT-02, SESS-14).
#pragma once

#include <coaws/event/event.hpp>
#include <coaws/value/value.hpp>
#include <string_view>

namespace coaws {

/// The model of a service is about to be given by `session::get_service_data` or `get_service_model`. Emitted
/// on the session's emitter as `service-data-loaded.<service id>`; handlers may change `data`, a copy.
struct service_data_loaded : event {
    static constexpr std::string_view event_name = "service-data-loaded";

    value& data;
    std::string_view service_name;

    service_data_loaded(std::string_view full_name, value& of, std::string_view service) noexcept
        : event(full_name), data(of), service_name(service) {}
};

}  // namespace coaws
