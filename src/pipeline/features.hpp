// Which features a call uses, as the User-Agent header tells them (MISC-41, CRED-41).
#pragma once

#include <coaws/auth/credential_steps.hpp>
#include <coaws/pipeline/call_context.hpp>
#include <coaws/pipeline/client_core.hpp>

namespace coaws::pipeline {

/// What was settled when the client was made: retry mode, endpoint, checksums, protocol (SESS-25).
void add_client_features(call_context& context, client_core const& core);

/// How the keys of a call were come by, or are being so.
void add_credential_features(call_context& context, credential_steps steps);

}  // namespace coaws::pipeline
