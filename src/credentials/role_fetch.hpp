// Asking STS for the credentials of a role.
#pragma once

#include <coaws/credentials/provider.hpp>
#include <memory>
#include <string>

#include "credentials/cached_fetch.hpp"
#include "credentials/role_settings.hpp"

namespace coaws {

/// Assumes a role with keys from elsewhere (CRED-29), to which `steps` lead. A role that wants a one-time
/// code can be fetched once.
std::unique_ptr<cached_fetch> make_role_fetch(role_settings role,
                                              std::shared_ptr<pipeline::identity_source> source,
                                              credential_steps steps, timestamp now);

/// Assumes a role with the token in a file, which is read again for each fetch (CRED-30); `steps` led to it.
std::unique_ptr<cached_fetch> make_web_identity_fetch(role_settings role, std::string token_file,
                                                      credential_steps steps, timestamp now);

}  // namespace coaws
