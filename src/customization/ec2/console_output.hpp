// An instance's console as text (HND-42).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Decodes the base64 of GetConsoleOutput; bytes that are no UTF-8 become U+FFFD.
void register_console_output(emitter& events);

}  // namespace coaws::customization
