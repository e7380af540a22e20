// Old service names in event names.
#pragma once

#include <string_view>
#include <vector>

namespace coaws::event_detail {

/// The parts of an event's dotted name. The first old service name found as a part (or dotted run of parts)
/// is replaced by the hyphenised service id (EVT-R8); only one replacement is made. The parts refer to
/// `name`.
std::vector<std::string_view> name_parts(std::string_view name);

}  // namespace coaws::event_detail
