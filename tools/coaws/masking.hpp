// Requests as text without what must stay secret.
#pragma once

#include <coaws/http/fields.hpp>
#include <coaws/http/message.hpp>
#include <coaws/schema/service_schema.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// What stands for a secret.
inline constexpr std::string_view mask = "****************";

/// Names of header fields and query parameters that carry a sensitive member of the operation, in lower case.
std::vector<std::string> sensitive_names(coaws::operation_schema const& operation);

/// The value of a header field, masked where it is secret: signatures, tokens, and the fields in `sensitive`.
std::string masked_header(std::string_view name, std::string_view text,
                          std::vector<std::string> const& sensitive);

/// Appends one line a header field, `name: value`, masked as above.
void append_masked_headers(std::string& text, coaws::http::fields const& headers,
                           std::vector<std::string> const& sensitive);

/// A URL with its signature, tokens, password and sensitive parameters masked.
std::string masked_url(coaws::http::uri const& url, std::vector<std::string> const& sensitive);

/// Method and URL, one line a header field, and the size of the body, which itself is not shown.
std::string masked_request(coaws::http::request const& request, std::vector<std::string> const& sensitive);

}  // namespace cli
