// What a credential process has printed.
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/pipeline/ports.hpp>
#include <optional>
#include <string>

namespace coaws {

/// The keys that a finished process has printed. An account in the profile stands in for one that the output
/// does not name. Throws credential_retrieval_error; no message quotes standard output.
credentials read_process_output(pipeline::process_result const& ended,
                                std::optional<std::string> profile_account);

}  // namespace coaws
