// Searches may be longer than a URL (HND-44).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Sends the query of a Search as the form body of a POST.
void register_search_by_post(emitter& events);

}  // namespace coaws::customization
