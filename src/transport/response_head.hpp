// Parsing of a response's status line and header fields.
#pragma once

#include <coaws/http/message.hpp>
#include <cstddef>
#include <string_view>

namespace coaws::transport {

/// Bytes a response head may have, and the fields in it.
inline constexpr std::size_t max_head_bytes = 64 * 1024;
inline constexpr std::size_t max_head_fields = 512;

/// What the head says about the message besides its fields.
struct head_facts {
    unsigned minor_version = 1;

    head_facts() = default;
};

/// Length of the head at the front of `bytes`, its blank line included; 0 when it is not complete yet.
/// Searching starts near `from`, the size at the last try. Throws malformed_message when it is too long or
/// can't be a response.
std::size_t find_head_end(std::string_view bytes, std::size_t from);

/// Parses a complete head into status, reason and headers of `out`. Folded lines are joined by a blank.
/// Throws malformed_message.
head_facts parse_head(std::string_view head, http::response& out);

}  // namespace coaws::transport
