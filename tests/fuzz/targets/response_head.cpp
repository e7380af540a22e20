// The head of an HTTP response.
#include "transport/response_head.hpp"
#include "fuzz/target.hpp"
#include "transport/malformed_message.hpp"

namespace coaws::fuzz {

void response_head(std::string_view input) {
    try {
        auto const end = transport::find_head_end(input, 0);
        if (end == 0) return;
        http::response response;
        transport::parse_head(input.substr(0, end), response);
    } catch (transport::malformed_message const&) {
    }
}

}  // namespace coaws::fuzz
