// Many pages as one result (PAGE-07).
#pragma once

#include <coaws/value/value.hpp>

#include "paginate/page_plan.hpp"

namespace coaws::paginate {

/// Adds a page's results to those of the pages before: lists are joined, texts and numbers added, of anything
/// else the first one counts. Takes the results out of the page. Throws invalid_expression_error when a
/// result key is no dotted name.
void merge_page(value& whole, value page, page_plan const& plan);

/// Puts the members of `part` into `whole`, maps inside one another.
void merge_maps(value_map& whole, value_map const& part);

}  // namespace coaws::paginate
