// What a user's starting token stands for (PAGE-05).
#pragma once

#include <coaws/value/value.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace coaws::paginate {

/// The service tokens to begin with, and how many items of that first page to pass over.
struct starting_point {
    value_map tokens;
    std::int64_t offset = 0;
};

/// Reads a resume token; then the old form `a___b___N`; anything else is the service's own token for the
/// first input token. Throws value_error ("Bad starting token: …") for an old form of too many parts and for
/// an offset that is no count.
starting_point read_starting_token(std::string const& text, std::vector<std::string> const& input_tokens);

}  // namespace coaws::paginate
