// Requests and responses as they may be shown or kept.
#pragma once

#include <coaws/http/uri.hpp>
#include <functional>
#include <string>
#include <string_view>

namespace coaws::http {

/// Whether a header field of that name, in any case, holds a secret whatever the operation: a signature, a
/// key, a token, a cookie. Thread-safe.
bool is_secret_header(std::string_view name);

/// The URL with `mask` for who is named in front of its host, and for the value of each parameter of the
/// query whose name, decoded and in lower case, `is_secret` says yes to. Throws what `is_secret` throws.
/// Thread-safe.
std::string masked_url(uri const& url, std::string_view mask,
                       std::function<bool(std::string_view name)> const& is_secret);

}  // namespace coaws::http
