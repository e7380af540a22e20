// Values from JSON that has been parsed already.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/value/value.hpp>

namespace coaws {

/// A copy of an element; null for an absent one. Throws `error` of type JSONDecodeError when it is nested too
/// deeply. As `from_json` of a text without `lossless`.
value from_json(json::view element);

}  // namespace coaws
