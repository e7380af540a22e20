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

/// The program in front, where it has said its name.
std::string library_and_program(session_user_agent const& program) {
    std::string const own(version);
    if (program.name.empty() || program.version.empty() ||
        (program.name == session_user_agent().name && program.version == own))
        return "coaws/" + own;
    return token(program.name) + '/' + token(program.version, true) + " md/coaws#" + own;
}

}  // namespace

user_agent_parts client_user_agent(config::resolved_client_config const& config,
                                   session_user_agent const& program,
                                   pipeline::environment const& environment) {
    user_agent_parts parts;
    if (config.user_agent) {
        parts.tail = *config.user_agent;
        if (!program.extra.empty()) parts.tail += ' ' + program.extra;
        if (config.user_agent_extra) parts.tail += ' ' + *config.user_agent_extra;
        return parts;
    }
    parts.head = library_and_program(program) + " ua/2.1 " + platform() + " lang/c++#2020";
    if (auto const where = environment.get("AWS_EXECUTION_ENV"); where && !where->empty())
        parts.head += " exec-env/" + token(*where, true);
    parts.tail = " cfg/retry-mode#" + std::string(to_string(config.mode));
    if (config.user_agent_appid && !config.user_agent_appid->empty())
        parts.tail += " app/" + token(*config.user_agent_appid, true);
    if (!program.extra.empty()) parts.tail += ' ' + program.extra;
    if (config.user_agent_extra && !config.user_agent_extra->empty())
        parts.tail += ' ' + *config.user_agent_extra;
    return parts;
}

std::string session_user_agent_line(session_user_agent const& program,
                                    pipeline::environment const& environment) {
    auto line = program.name + '/' + program.version + " C++/20";
    utsname system{};
    if (uname(&system) == 0) line += std::string(" ") + system.sysname + '/' + system.release;
    if (auto const where = environment.get("AWS_EXECUTION_ENV")) line += " exec-env/" + *where;
    if (!program.extra.empty()) line += ' ' + program.extra;
    return line;
}

}  // namespace coaws
