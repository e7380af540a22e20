// Joining the endpoint and the serialised path (CLI-20).
#pragma once

#include <coaws/http/uri.hpp>
#include <string_view>

namespace coaws::pipeline {

/// Joins an endpoint URL, a host prefix and the request's encoded path and query. Throws value_error for an
/// endpoint that is no URL.
http::uri join_url(std::string_view endpoint, std::string_view host_prefix, std::string_view path,
                   std::string_view query);

}  // namespace coaws::pipeline
