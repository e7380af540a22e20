// Joining the endpoint and the serialised path.
#include "pipeline/request_url.hpp"

#include <coaws/base/errors.hpp>

namespace coaws::pipeline {

http::uri join_url(std::string_view endpoint, std::string_view host_prefix, std::string_view path,
                   std::string_view query) {
    auto parsed = http::uri::parse(endpoint);
    if (!parsed) throw value_error("Invalid endpoint: " + std::string(endpoint));
    auto url = std::move(*parsed);
    if (!host_prefix.empty()) url.authority.insert(0, host_prefix);
    if (url.path.empty()) {
        url.path = path.starts_with('/') ? std::string(path) : '/' + std::string(path);
    } else if (!path.empty() && path != "/") {
        // A slash at both sides of the seam is one slash; none at either side is none (the reference's rule).
        if (url.path.ends_with('/') && path.starts_with('/')) path.remove_prefix(1);
        url.path += path;
    }
    if (!query.empty()) {
        if (!url.query.empty()) url.query += '&';
        url.query += query;
    }
    return url;
}

}  // namespace coaws::pipeline
