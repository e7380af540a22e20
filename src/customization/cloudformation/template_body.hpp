// Templates written in JSON come as documents (HND-42).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Parses TemplateBody of GetTemplate if it is JSON.
void register_template_body(emitter& events);

}  // namespace coaws::customization
