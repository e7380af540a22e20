// Clients for credential providers, made by the session that the providers work for.
#pragma once

#include "session/session_impl.hpp"

#include <coaws/credentials/client_factory.hpp>
#include <memory>

namespace coaws {

/// A factory that does not keep the session alive; making a client throws once the session is gone.
std::shared_ptr<client_factory> make_nested_client_factory(std::weak_ptr<session::impl> owner);

}  // namespace coaws
