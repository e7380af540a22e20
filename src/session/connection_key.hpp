// Telling connection settings apart.
#pragma once

#include <coaws/transport/http_transport.hpp>
#include <string>

namespace coaws {

/// A text that is equal for equal settings only: clients with the same key share a transport.
std::string connection_key(transport_config const& settings);

}  // namespace coaws
