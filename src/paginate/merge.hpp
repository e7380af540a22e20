// Many pages as one result (PAGE-07).
#pragma once

#include <coaws/value/value.hpp>

#include "paginate/page_plan.hpp"

namespace coaws::paginate {

/// Adds a page's results to those of the pages before: lists are joined, texts and numbers added, of anything
/// else the first one counts. Takes the results out of the page. Throws invalid_expression_error when a
/// result key is no dotted name.
void merge_page(value& whole, value page, page_plan const& plan);

/// Puts the members for the whole result into it, maps inside one another. Lists of results among them, which
/// are those of the first page, don't replace the lists of all pages.
void merge_non_aggregate(value& whole, value_map const& part, page_plan const& plan);

}  // namespace coaws::paginate
