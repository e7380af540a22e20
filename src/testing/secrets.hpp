// Taking secrets out of exchanges that are to be kept.
#pragma once

#include <coaws/http/message.hpp>
#include <string>
#include <string_view>

namespace coaws::testing {

/// A header's value, masked where the header holds signatures, tokens, cookies or keys.
std::string masked_header(std::string_view name, std::string_view value);

/// The URL, with masked values of query parameters that sign or identify.
std::string masked_url(http::uri const& url);

/// A body with masked members of JSON, XML and forms that are named like secret keys, tokens and passwords.
/// Bytes that are no UTF-8 stay as they are.
std::string masked_body(std::string_view body);

}  // namespace coaws::testing
