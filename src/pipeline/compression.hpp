// Compressing request bodies (MISC-20).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/pipeline/events.hpp>

namespace coaws::pipeline {

/// Compresses the body with gzip where the operation allows it and it is large enough, and notes it in
/// Content-Encoding.
asio::awaitable<void> compress_request(call_context& context, prepared_request& request,
                                       client_core const& core);

}  // namespace coaws::pipeline
