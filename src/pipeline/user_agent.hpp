// The User-Agent header of a request (MISC-40…43).
#pragma once

#include <coaws/pipeline/call_context.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <string>

namespace coaws::pipeline {

/// Replaces `text` by the client's user agent with the features that the call has gathered so far.
void write_user_agent(std::string& text, client_core const& core, call_context const& context);

}  // namespace coaws::pipeline
