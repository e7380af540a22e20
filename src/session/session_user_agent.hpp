// What a session says of its program in the User-Agent header (SESS-13).
#pragma once

#include <coaws/version.hpp>
#include <string>

namespace coaws {

/// The library's own name and version stand for "nothing said".
struct session_user_agent {
    std::string name = "coaws";
    std::string version{coaws::version};
    std::string extra;
};

}  // namespace coaws
