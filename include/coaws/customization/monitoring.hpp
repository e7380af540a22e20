// Client-side monitoring: what calls came to, told to an agent by UDP (TEST-40).
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/ports.hpp>
#include <cstdint>
#include <string>

namespace coaws {

/// Where the documents go, and what they say of the program.
struct monitoring_target {
    std::string host;
    std::int64_t port = 0;  ///< nothing is sent unless it is one of UDP's, 1 to 65535
    std::string client_id;  ///< of the application; at most 255 characters

    monitoring_target() = default;
};

/// Sends a JSON document of every attempt and of every call of the clients that `events` belongs to; at most
/// 8 KiB each, longer ones are dropped. Documents hold the access key id and the session token that requests
/// were signed with. Failures are logged at debug level and reach no call. Keeps the clock and the datagrams
/// of `world`. Throws value_error when the client id is too long.
void register_monitoring(emitter& events, monitoring_target target, pipeline::world const& world);

}  // namespace coaws
