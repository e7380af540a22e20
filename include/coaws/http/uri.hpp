// Absolute and relative URIs, kept in their encoded form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::http {

/// The parts of an `http` or `https` URI as they stand on the wire; nothing is decoded or normalised.
struct uri {
    std::string scheme;     ///< lower case, without `:`
    std::string authority;  ///< host[:port], userinfo included where the text had it
    std::string path;       ///< encoded, starts with `/` or is empty
    std::string query;      ///< encoded, without `?`

    uri() = default;

    /// Splits a text; nothing when it has no scheme or no authority. A fragment is dropped.
    static std::optional<uri> parse(std::string_view text);
    /// Joins the parts again; an empty path is left empty.
    std::string str() const;
    /// Host without port, userinfo and brackets.
    std::string_view host() const noexcept;
    /// The explicit port, or 443 for https and 80 otherwise.
    std::uint16_t port() const noexcept;
    /// Path and query as the request line wants them; `/` for an empty path.
    std::string target() const;
    /// The value of the `Host` header: authority in lower case, without userinfo and without the
    /// scheme's default port.
    std::string host_header() const;
};

}  // namespace coaws::http
