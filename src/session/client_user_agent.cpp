// The parts of the User-Agent header that a client's calls share.
#include "session/client_user_agent.hpp"

#include <sys/utsname.h>

#include <coaws/base/text.hpp>
#include <coaws/version.hpp>

namespace coaws {

namespace {

/// Replaces what the grammar does not allow in a token.
std::string token(std::string_view text, bool hash_allowed = false) {
    constexpr std::string_view marks = "!$%&'*+-.^_`|~,";
    std::string out;
    for (char c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        out += plain || marks.find(c) != std::string_view::npos || (hash_allowed && c == '#') ? c : '-';
    }
    return out;
}

std::string platform() {
    utsname system{};
    if (uname(&system) != 0) return "os/other";
    auto const family = ascii_lower(system.sysname);
    std::string text = "os/";
    if (family == "linux")
        text += "linux#" + token(system.release, true);
    else if (family == "darwin")
        text += "macos#" + token(system.release, true);
    else
        text += "other md/" + token(system.sysname) + '#' + token(system.release, true);
    return text + " md/arch#" + token(ascii_lower(system.machine), true);
}

}  // namespace

user_agent_parts client_user_agent(config::resolved_client_config const& config,
                                   pipeline::environment const& environment) {
    user_agent_parts parts;
    if (config.user_agent) {
        parts.head = *config.user_agent;
        if (config.user_agent_extra) parts.tail = ' ' + *config.user_agent_extra;
        return parts;
    }
    parts.head = "coaws/" + std::string(version) + " ua/2.1 " + platform() + " lang/c++#2020";
    if (auto const where = environment.get("AWS_EXECUTION_ENV"); where && !where->empty())
        parts.head += " exec-env/" + token(*where, true);
    parts.tail = " cfg/retry-mode#" + std::string(to_string(config.mode));
    if (config.user_agent_appid && !config.user_agent_appid->empty())
        parts.tail += " app/" + token(*config.user_agent_appid, true);
    if (config.user_agent_extra && !config.user_agent_extra->empty())
        parts.tail += ' ' + *config.user_agent_extra;
    return parts;
}

}  // namespace coaws
