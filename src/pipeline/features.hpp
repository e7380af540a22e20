// Which features a call uses, as the User-Agent header tells them (MISC-41, CRED-41).
#pragma once

#include <coaws/pipeline/call_context.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <string_view>

namespace coaws::pipeline {

/// What was settled when the client was made: retry mode, endpoint, checksums, protocol (SESS-25).
void add_client_features(call_context& context, client_core const& core);

/// Where the keys of a call come from, by the name of their provider; nothing for an unknown one.
void add_credential_features(call_context& context, std::string_view method);

}  // namespace coaws::pipeline
