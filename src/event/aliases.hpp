// Old service names in event names.
#pragma once

#include <string>
#include <string_view>

namespace coaws::event_detail {

/// Replaces the first old service name found as a part (or dotted run of parts) of an event name by the
/// hyphenised service id (EVT-R8); only one replacement is made.
std::string translate_name(std::string_view name);

}  // namespace coaws::event_detail
