// JSON of data files and of users: both readers, and the writer on what they made.
#include "fuzz/target.hpp"

#include <coaws/base/error.hpp>
#include <coaws/base/json.hpp>
#include <coaws/value/value.hpp>
#include <cstdlib>

namespace coaws::fuzz {

void json_text(std::string_view input) {
    static_cast<void>(coaws::json::document::parse(input).has_value());
    value read;
    try {
        read = from_json(input);
    } catch (error const&) {
        return;
    }
    // What was read can be written, and reads the same again.
    auto const text = to_json(read);
    if (to_json(from_json(text)) != text) std::abort();
}

}  // namespace coaws::fuzz
