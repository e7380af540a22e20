// `Key=a,Value=b`: structures and maps without the punctuation of JSON.
#pragma once

#include <coaws/value/value.hpp>
#include <string_view>

namespace cli {

/// Reads one shorthand text into a map of strings, lists and maps.
///
/// `k=v,k2=v2` is a map; `k=a,b` gives k a list; `k=[a,b]` and `k={x=1,y=2}` say so explicitly. Values may
/// stand in single or double quotes; a backslash keeps a comma. Nesting is bounded at 100 levels. Throws
/// usage_error that names the place.
coaws::value parse_shorthand(std::string_view text);

}  // namespace cli
