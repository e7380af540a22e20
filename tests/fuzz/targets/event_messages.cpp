// Event streams in every protocol that has them: messages with right checksums around foreign headers and
// payloads.
#include "fuzz/target.hpp"

#include <algorithm>
#include <array>
#include <coaws/base/error.hpp>
#include <coaws/protocol/event_stream_fsm.hpp>
#include <coaws/value/value_serde.hpp>
#include <cstdlib>
#include <string>

#include "unit/codec/event_frames.hpp"
#include "unit/protocol/event_model.hpp"

namespace coaws::fuzz {

namespace {

constexpr std::array<std::string_view, 4> protocols{"json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor"};

/// Takes fields off the input; what is not there is zero.
class field_source {
  public:
    explicit field_source(std::string_view bytes) : bytes_(bytes) {}
    bool empty() const { return bytes_.empty(); }
    unsigned number() {
        if (bytes_.empty()) return 0;
        auto const n = static_cast<unsigned char>(bytes_.front());
        bytes_.remove_prefix(1);
        return n;
    }
    std::string_view text() {
        auto const taken = bytes_.substr(0, number());
        bytes_.remove_prefix(std::min(taken.size(), bytes_.size()));
        return taken;
    }

  private:
    std::string_view bytes_;
};

std::string make_message(field_source& in) {
    constexpr std::array<std::string_view, 8> events{"Raw",   "Line", "Detail", "Whole",
                                                     "Heads", "Mute", "Bare",   "?"};
    auto const kind = in.number();
    auto const headers = in.text();
    auto const payload = in.text();
    if (kind < 0x80) return testing_data::make_event(events.at(kind % events.size()), payload, headers);
    if (kind < 0xc0) return testing_data::make_exception(kind % 2 != 0 ? "Gone" : "Shout", payload);
    return testing_data::event_frame(headers, payload);
}

/// JSON, or what there is instead of it: times beyond the year 9999 can be read but not written.
std::string text_of(value const& v) {
    try {
        return to_json(v);
    } catch (error const& failure) {
        return std::string(failure.message());
    }
}

/// What a stream comes to when it arrives in pieces of that size.
std::string read_stream(std::string_view protocol, operation_schema const& operation, std::string_view bytes,
                        std::size_t piece) {
    protocol::event_stream_fsm events(*protocol::find_protocol(protocol), *operation.output, operation.name);
    std::string out;
    try {
        for (;;) {
            auto const step = events.advance();
            if (step == protocol::event_step::end) return out;
            if (step == protocol::event_step::event) {
                out += text_of(events.read_event());
            } else if (step == protocol::event_step::initial_response) {
                value_map response;
                value_output sink(response);
                events.read(sink);
                out += text_of(value(std::move(response)));
            } else if (step == protocol::event_step::unknown_event) {
                out += events.event_name();
            } else if (bytes.empty()) {
                events.finish();
            } else {
                events.feed(bytes.substr(0, piece));
                bytes.remove_prefix(std::min(piece, bytes.size()));
            }
        }
    } catch (error const& failure) {
        out.append(failure.type()).append(failure.message());
    }
    if (events.advance() != protocol::event_step::end) std::abort();
    return out;
}

}  // namespace

void event_messages(std::string_view input) {
    static std::array const services{
        testing_data::event_service(protocols[0]), testing_data::event_service(protocols[1]),
        testing_data::event_service(protocols[2]), testing_data::event_service(protocols[3])};
    field_source in(input);
    auto const which = in.number() % protocols.size();
    auto const piece = 1 + in.number() % 64;
    std::string bytes;
    if (protocol::find_protocol(protocols.at(which))->sends_initial_response() && in.number() % 4 != 0)
        bytes = testing_data::make_event("initial-response", in.text());
    while (!in.empty()) bytes += make_message(in);
    auto const& operation = *services.at(which)->find_operation("Watch");
    if (read_stream(protocols.at(which), operation, bytes, bytes.size() + 1) !=
        read_stream(protocols.at(which), operation, bytes, piece))
        std::abort();
}

}  // namespace coaws::fuzz
