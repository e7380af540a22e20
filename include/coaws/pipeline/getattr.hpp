// The event of a name that a client does not have.
#pragma once

#include <coaws/event/event.hpp>
#include <coaws/schema/service_schema.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// A call names an operation that the service does not have: `getattr.<service id>.<name>` (EVT-05). The
/// first answer is the operation that is meant, in CamelCase or snake_case; without one, or where the service
/// does not have that either, the call fails with operation_not_found_error. Asked by every such call, only
/// of plain handlers.
struct getattr : event {
    static constexpr std::string_view event_name = "getattr";
    using answer = std::string;

    service_schema const& service;
    std::string_view attribute;  ///< the name as the caller wrote it

    getattr(std::string_view full_name, service_schema const& s, std::string_view n) noexcept
        : event(full_name), service(s), attribute(n) {}
};

}  // namespace coaws
