// Errors of proxies and load balancers, which speak no protocol of AWS.
#include "protocol/generic_error.hpp"

#include <coaws/base/text.hpp>
#include <string>

namespace coaws::protocol {

bool is_generic_error(http::response const& response) noexcept {
    if (response.status < 500) return false;
    std::string_view body = trim(response.body);
    return body.empty() || body.starts_with("<html>");
}

void set_error_from_status(http::response const& response, parsed_error& error) {
    error.code = std::to_string(response.status);
    error.message = http::reason_phrase(response.status);
}

void set_transport_metadata(http::response const& response, response_metadata& metadata) {
    metadata.status = response.status;
    if (metadata.headers.empty()) metadata.headers = response.headers;
}

}  // namespace coaws::protocol
