// Splitting of custom endpoint URLs the way rule sets want it (EP-22 parseURL).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coaws::endpoint::detail {

struct endpoint_url {
    std::string scheme;     ///< `http` or `https`
    std::string authority;  ///< with port
    std::string path;       ///< as it stands
    std::string normalized_path;
    bool is_ip = false;
};

/// Nothing unless the text is an http or https URL with an authority and a valid port, and without a query. A
/// fragment is dropped.
std::optional<endpoint_url> parse_endpoint_url(std::string_view text);

/// Without dot segments and doubled slashes, percent-encoded, with a slash at the end.
std::string normalize_path(std::string_view path);

}  // namespace coaws::endpoint::detail
