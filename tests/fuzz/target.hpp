// What a fuzz target is: a function over foreign bytes that may reject them by an exception it expects, and
// nothing else.
#pragma once

#include <string_view>

namespace coaws::fuzz {

/// Feeds one input to a parser. Lets out what the parser's contract does not allow.
using target_function = void (*)(std::string_view input);

}  // namespace coaws::fuzz
