// URIs; parts that were split off join to what splits into the same parts.
#include "fuzz/target.hpp"

#include <coaws/http/uri.hpp>
#include <cstdlib>

namespace coaws::fuzz {

void uri(std::string_view input) {
    auto const read = http::uri::parse(input);
    if (!read) return;
    static_cast<void>(read->host());
    static_cast<void>(read->port());
    static_cast<void>(read->target());
    static_cast<void>(read->host_header());
    auto const again = http::uri::parse(read->str());
    if (!again || again->str() != read->str()) std::abort();
}

}  // namespace coaws::fuzz
