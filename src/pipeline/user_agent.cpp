// The User-Agent header of a request.
#include "pipeline/user_agent.hpp"

namespace coaws::pipeline {

void write_user_agent(std::string& text, client_core const& core, call_context const& context) {
    constexpr std::size_t most_feature_bytes = 1024;
    auto const& settings = core.settings();
    // Who replaces the header tells no features (MISC-42).
    if (settings.user_agent.empty()) {
        text = settings.user_agent_tail;
        return;
    }
    text.clear();
    text.reserve(settings.user_agent.size() + settings.user_agent_tail.size() + 32);
    text = settings.user_agent;
    std::size_t used = 0;
    for (auto id : context.features) {
        if (used + id.size() + 1 > most_feature_bytes) break;
        text += used == 0 ? " m/" : ",";
        text += id;
        used += id.size() + 1;
    }
    text += settings.user_agent_tail;
}

}  // namespace coaws::pipeline
