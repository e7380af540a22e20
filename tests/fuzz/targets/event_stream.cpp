// Frames of an event stream, whole and in pieces: the cut must not matter.
#include "fuzz/target.hpp"

#include <algorithm>
#include <coaws/base/error.hpp>
#include <coaws/codec/event_stream.hpp>
#include <cstdlib>
#include <string>

namespace coaws::fuzz {

namespace {

/// What a decoder makes of the input, fed `piece` bytes at a time.
std::string decoded(std::string_view input, std::size_t piece) {
    codec::event_stream_decoder decoder;
    std::string out;
    try {
        while (!input.empty()) {
            auto const taken = std::min(piece, input.size());
            decoder.feed(input.substr(0, taken));
            input.remove_prefix(taken);
            while (auto message = decoder.next())
                out += to_json(value(std::move(message->headers))) + message->payload + '\n';
        }
    } catch (error const& failure) {
        out += failure.type();
    }
    return out;
}

}  // namespace

void event_stream(std::string_view input) {
    if (decoded(input, input.size()) != decoded(input, 7)) std::abort();
}

}  // namespace coaws::fuzz
