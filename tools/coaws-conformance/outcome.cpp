// What a call came to.
#include "outcome.hpp"

#include <coaws/pipeline/streaming_body.hpp>

namespace coaws::conformance {

value_map without_metadata(value response) {
    auto output = std::move(response.as_map());
    output.erase("ResponseMetadata");
    return output;
}

boost::asio::awaitable<void> read_streams(value_map& output) {
    for (auto& entry : output) {
        auto const* content = entry.second.get_if<coaws::body>();
        if (content == nullptr) continue;
        streaming_body stream(*content);
        entry.second = blob(co_await stream.read());
    }
}

}  // namespace coaws::conformance
