// What must not be printed, and what JSON has no kind for.
#pragma once

#include <coaws/schema/schema.hpp>
#include <coaws/value/value.hpp>

namespace coaws::detail {

/// Whether the shape, or one that it reaches, is marked sensitive: a value given for it may hold a secret,
/// even one of the wrong kind. Asked on the way to an error message only.
bool holds_sensitive(schema const& s);

/// The first value inside `v` (or `v`) that JSON has no kind for: a blob, timestamp or body, or whatever lies
/// deeper than `levels`. Null when there is none.
value const* find_beyond_json(value const& v, int levels) noexcept;

}  // namespace coaws::detail
