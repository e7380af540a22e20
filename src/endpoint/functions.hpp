// The functions of rule sets (EP-22). Each takes evaluated arguments and never allocates but from the scratch
// memory.
#pragma once

#include "endpoint/datum.hpp"

#include <memory_resource>
#include <string>
#include <string_view>

namespace coaws::endpoint::detail {

/// Memory that lives as long as one evaluation.
using scratch = std::pmr::monotonic_buffer_resource;

/// Copies a text into the scratch memory.
std::string_view keep_text(scratch& memory, std::string_view text);

/// Throws endpoint_resolution_error with the text.
[[noreturn]] void fail(std::string const& text);

/// Follows a path (`a.b[1]`) below a value; null where an index is out of range.
datum get_attribute(datum const& from, std::string_view path);
/// One member of a map-like value; `unset` when it has no such member. Fails for other values.
datum member_of(datum const& from, std::string_view name);

datum partition_of(datum const& region, partitions const& regions);
datum parse_arn_datum(datum const& text, scratch& memory);
datum valid_host_label(datum const& text, datum const& allow_subdomains);
datum virtual_hostable_bucket(datum const& text, datum const& allow_subdomains);
datum string_equals(datum const& a, datum const& b);
datum boolean_equals(datum const& a, datum const& b);
datum uri_encode(datum const& text, scratch& memory);
datum parse_url_datum(datum const& text, scratch& memory);
datum substring(datum const& text, datum const& start, datum const& stop, datum const& reverse);

}  // namespace coaws::endpoint::detail
