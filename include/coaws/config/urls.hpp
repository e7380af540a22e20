// Whether texts can be endpoints and regions.
#pragma once

#include <string_view>

namespace coaws::config {

/// A URL with a scheme and a host that is a DNS name, an IPv4 or an IPv6 address (SESS-22).
bool is_valid_endpoint_url(std::string_view url);
/// A host label that is not all digits, at most 63 characters; the empty text passes (SESS-21).
bool is_valid_region(std::string_view region) noexcept;

}  // namespace coaws::config
