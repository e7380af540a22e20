// Texts of the errors in errors_http.hpp.
#include <coaws/base/errors_http.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

http_client_error::http_client_error(std::string const& cause)
    : error_kind(make_parts("An HTTP Client raised an unhandled exception: {cause}", {{"cause", cause}})) {}

connection_closed_error::connection_closed_error(std::string const& endpoint_url, std::string const& cause)
    : error_kind(make_parts(
          "Connection was closed before we received a valid response from endpoint URL: \"{endpoint_url}\".",
          {{"endpoint_url", endpoint_url}, {"cause", cause}})) {}

read_timeout_error::read_timeout_error(std::string const& endpoint_url, std::string const& cause)
    : error_kind(make_parts("Read timeout on endpoint URL: \"{endpoint_url}\"",
                            {{"endpoint_url", endpoint_url}, {"cause", cause}})) {}

response_streaming_error::response_streaming_error(std::string const& cause)
    : error_kind(
          make_parts("An error occurred while reading from response stream: {cause}", {{"cause", cause}})) {}

connection_error::connection_error(std::string const& cause)
    : error_kind(make_parts("An HTTP Client failed to establish a connection: {cause}", {{"cause", cause}})) {
}

endpoint_connection_error::endpoint_connection_error(std::string const& endpoint_url,
                                                     std::string const& cause)
    : error_kind(make_parts("Could not connect to the endpoint URL: \"{endpoint_url}\"",
                            {{"endpoint_url", endpoint_url}, {"cause", cause}})) {}

ssl_error::ssl_error(std::string const& endpoint_url, std::string const& cause)
    : error_kind(make_parts("SSL validation failed for {endpoint_url} {cause}",
                            {{"endpoint_url", endpoint_url}, {"cause", cause}})) {}

connect_timeout_error::connect_timeout_error(std::string const& endpoint_url, std::string const& cause)
    : error_kind(make_parts("Connect timeout on endpoint URL: \"{endpoint_url}\"",
                            {{"endpoint_url", endpoint_url}, {"cause", cause}})) {}

proxy_connection_error::proxy_connection_error(std::string const& proxy_url, std::string const& cause)
    : error_kind(make_parts("Failed to connect to proxy URL: \"{proxy_url}\"",
                            {{"proxy_url", proxy_url}, {"cause", cause}})) {}

}  // namespace coaws
