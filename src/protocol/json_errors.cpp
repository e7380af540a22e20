// Error answers of the protocols whose bodies are JSON or CBOR objects.
#include "protocol/json_errors.hpp"

#include <coaws/base/text.hpp>

namespace coaws::protocol {

namespace {

/// The code under which the service's former query protocol knew the error, from a header `Code;Type`.
void set_query_error(std::string_view header, parsed_error& error) {
    auto parts = split(header, ';');
    if (parts.size() != 2 || parts[0].empty()) return;
    error.error_members["QueryErrorCode"] = std::move(error.code);
    error.error_members["Type"] = std::string(parts[1]);
    error.code = parts[0];
}

}  // namespace

std::string_view bare_error_code(std::string_view code) noexcept {
    code = code.substr(0, code.find(':'));
    if (auto hash = code.rfind('#'); hash != std::string_view::npos) code.remove_prefix(hash + 1);
    return code;
}

void set_error(http::response const& response, error_members const& members, parsed_error& error) {
    error.message = members.message.value_or("");
    if (members.has_type && !members.type) return;
    error.code = members.type ? std::string(bare_error_code(*members.type)) : std::to_string(response.status);
    if (auto const header = response.headers.find("x-amzn-query-error")) set_query_error(*header, error);
}

}  // namespace coaws::protocol
