// Streams of events as generated unions.
#include <coaws/services/typed_call.hpp>

#include "services/event_output.hpp"
#include "services/event_state.hpp"

namespace coaws::services {

namespace {

/// What the stream came to; false at the end.
bool read_here(typed_events::state& stream, protocol::event_step step, one_of& into) {
    auto const& events = stream.body->events();
    if (step == protocol::event_step::unknown_event) {
        into.set_unknown(events.event_name());
        return true;
    }
    if (step != protocol::event_step::event) return false;
    event_output out(into, stream.kinds, stream.client->matches, events.member(), *events.event());
    stream.body->read(out);
    return true;
}

}  // namespace

asio::awaitable<bool> read_event(std::shared_ptr<typed_events::state> stream, one_of& into) {
    if (stream == nullptr) co_return false;
    failure_ptr failure;
    try {
        auto const step = co_await stream->body->advance();
        co_return read_here(*stream, step, into);
    } catch (client_error const& problem) {
        failure = problem.clone();
    }
    failure = as_modeled(std::move(failure), stream->service, *stream->client);
    failure->raise();
}

void typed_events::close() noexcept {
    if (state_ != nullptr) state_->body->close();
}

}  // namespace coaws::services
