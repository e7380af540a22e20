// The session and the client that a request describes.
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/client/client.hpp>
#include <coaws/session/session.hpp>
#include <coaws/value/value.hpp>
#include <string>

#include "scripted_world.hpp"

namespace coaws::conformance {

/// From `{"access_key", "secret_key", "token"?, "account_id"?}`.
credentials read_credentials(value const& given);

/// A world, a session over it, and the configuration of the client, if one is described.
struct case_setup {
    scripted_world world;
    session from;
    std::string service;
    client_config config;

    case_setup(driver& shared, value const& request);
    /// Makes the client; throws why it can't be made.
    client make_client() const;
};

/// A request's `params`; an empty map when there are none.
value read_params(value const& request);

}  // namespace coaws::conformance
