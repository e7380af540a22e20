// Opens connections: name resolution, TCP, the proxy's tunnel, TLS.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/http/message.hpp>

#include "transport/hub.hpp"
#include "transport/route.hpp"

namespace coaws::transport {

/// Opens a connection along `way` and puts it under `held`'s care, watched. All arguments must live until it
/// is done. `deadline` covers everything. Throws connect_timeout_error, endpoint_connection_error,
/// proxy_connection_error, ssl_error, or operation_aborted.
asio::awaitable<void> open_connection(lease& held, http::uri const& url, route const& way,
                                      route_settings const& settings, steady::time_point deadline);

}  // namespace coaws::transport
