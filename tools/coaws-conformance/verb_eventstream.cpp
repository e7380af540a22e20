// eventstream: bytes in pieces to messages.
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/codec/event_stream.hpp>
#include <coaws/value/args.hpp>

#include "answers.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

std::string run_eventstream(driver&, value const& request) {
    codec::event_stream_decoder decoder;
    value_list messages;
    value_map out;
    try {
        for (auto const& chunk : request.at("chunks").as_list()) {
            decoder.feed(base64_decode(chunk.as_string()).value());
            while (auto message = decoder.next())
                messages.push_back(
                    args("headers", std::move(message->headers), "payload", base64_encode(message->payload)));
        }
    } catch (parser_error const& failure) {
        out["error_kind"] = failure.type();
    }
    out["messages"] = std::move(messages);
    return to_text(std::move(out));
}

}  // namespace coaws::conformance
