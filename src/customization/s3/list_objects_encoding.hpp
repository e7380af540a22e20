// Keys that XML can't hold are listed URL-encoded (HND-23).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Asks the listing operations for encoded keys unless the caller chose an encoding.
void register_list_objects_encoding(emitter& events);

/// Decodes the keys of listings for which the library chose the encoding.
void register_list_objects_decoding(emitter& events);

}  // namespace coaws::customization
