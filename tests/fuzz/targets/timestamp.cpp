// Times in any form that services send; a time that was read can be written and reads the same again.
#include "fuzz/target.hpp"

#include <coaws/base/error.hpp>
#include <coaws/base/time.hpp>
#include <cstdlib>
#include <string>

namespace coaws::fuzz {

void timestamp(std::string_view input) {
    auto const read = parse_timestamp(input);
    if (!read) return;
    std::string text;
    try {
        text = format_iso8601(*read);
    } catch (error const&) {
        return;  // a year that has no text
    }
    auto const again = parse_timestamp(text);
    if (!again || *again != *read) std::abort();
}

}  // namespace coaws::fuzz
