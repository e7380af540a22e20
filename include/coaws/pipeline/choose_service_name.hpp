// The event of a service's name.
#pragma once

#include <coaws/event/event.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// A client is about to be made (EVT-01), on the session's emitter. The first answer is the service to make
/// it of.
struct choose_service_name : event {
    static constexpr std::string_view event_name = "choose-service-name";
    using answer = std::string;

    std::string_view service_name;  ///< as the caller gave it

    explicit choose_service_name(std::string_view given) noexcept : event(event_name), service_name(given) {}
};

}  // namespace coaws
