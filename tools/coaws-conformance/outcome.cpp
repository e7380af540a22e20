// What a call came to.
#include "outcome.hpp"

#include <coaws/base/error.hpp>
#include <coaws/pipeline/event_stream.hpp>
#include <coaws/pipeline/streaming_body.hpp>
#include <coaws/value/value_serde.hpp>

#include "answers.hpp"

namespace coaws::conformance {

namespace {

/// An event stream in the words of the answers.
struct event_list {
    value_list events;
    std::exception_ptr failure;

    value described() && {
        value_map out;
        out["$events"] = std::move(events);
        if (failure) out["error"] = describe(failure);
        return value(std::move(out));
    }
};

boost::asio::awaitable<value> read_all_events(event_stream stream) {
    event_list list;
    try {
        while (auto event = co_await stream.next()) list.events.push_back(std::move(*event));
    } catch (error const&) {
        list.failure = std::current_exception();
    }
    co_return std::move(list).described();
}

}  // namespace

value_map without_metadata(value response) {
    auto output = std::move(response.as_map());
    output.erase("ResponseMetadata");
    return output;
}

boost::asio::awaitable<void> read_streams(value_map& output) {
    for (auto& entry : output) {
        auto const* content = entry.second.get_if<coaws::body>();
        if (content == nullptr) continue;
        if (event_stream::is_in(*content)) {
            entry.second = co_await read_all_events(event_stream(*content));
            continue;
        }
        streaming_body stream(*content);
        entry.second = blob(co_await stream.read());
    }
}

void read_events(protocol::wire_protocol const& wire, operation_schema const& operation,
                 std::string_view bytes, value_map& output, event_reading const& read_event) {
    using protocol::event_step;
    protocol::event_stream_fsm events(wire, *operation.output, operation.name);
    events.feed(bytes);
    events.finish();
    if (wire.sends_initial_response()) {
        events.advance();
        value_output sink(output);
        events.read(sink);
    }
    event_list list;
    try {
        for (auto step = events.advance(); step != event_step::end; step = events.advance())
            if (step == event_step::event) list.events.push_back(read_event(events));
    } catch (error const&) {
        list.failure = std::current_exception();
    }
    output[events.member().name()] = std::move(list).described();
}

}  // namespace coaws::conformance
