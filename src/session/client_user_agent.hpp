// The parts of the User-Agent header that a client's calls share (MISC-40, MISC-42).
#pragma once

#include "session/session_user_agent.hpp"

#include <coaws/config/resolved_client_config.hpp>
#include <coaws/pipeline/ports.hpp>
#include <string>

namespace coaws {

/// The text before and after the list of features; without the first there is no list.
struct user_agent_parts {
    std::string head;
    std::string tail;
};

user_agent_parts client_user_agent(config::resolved_client_config const& config,
                                   session_user_agent const& program,
                                   pipeline::environment const& environment);

/// The short line of `session::user_agent` (SESS-13).
std::string session_user_agent_line(session_user_agent const& program,
                                    pipeline::environment const& environment);

}  // namespace coaws
