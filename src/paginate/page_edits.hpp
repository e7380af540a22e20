// Cutting pages to size: the front of a resumed page, the end of the last one (PAGE-04, PAGE-06).
#pragma once

#include <coaws/value/value.hpp>
#include <cstdint>

#include "paginate/page_plan.hpp"

namespace coaws::paginate {

/// How many items a result has: elements, members, or code points of a text; 0 for anything else.
std::int64_t item_count(value const& items) noexcept;

/// Keeps the first `count` items at the primary key. Throws invalid_expression_error when the key is no
/// dotted name.
void keep_front(value& page, page_path const& primary, std::int64_t count);

/// Passes over the first `offset` items at the primary key of a resumed run's first page, and empties the
/// other result keys, which the page before has given already. Throws as `keep_front`.
void skip_front(value& page, page_plan const& plan, std::int64_t offset);

}  // namespace coaws::paginate
