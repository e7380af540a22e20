// The events of an operation's output, as its reader sees them.
#include <coaws/pipeline/event_stream.hpp>

#include <coaws/base/errors.hpp>
#include <utility>

#include "pipeline/event_body.hpp"

namespace coaws {

namespace asio = boost::asio;

event_stream::event_stream(body of) : body_(std::dynamic_pointer_cast<pipeline::event_body>(of.incoming())) {
    if (body_ == nullptr) throw value_error("This body is no stream of events");
}

// Takes its share of the stream: the handle may be gone before the event is there.
asio::awaitable<std::optional<value>> event_stream::next_of(std::shared_ptr<pipeline::event_body> from) {
    if (from == nullptr) co_return std::nullopt;
    for (;;) {
        auto const step = co_await from->advance();
        if (step == protocol::event_step::event) co_return from->read_event();
        if (step != protocol::event_step::unknown_event) co_return std::nullopt;
    }
}

asio::awaitable<std::optional<value>> event_stream::next() { return next_of(body_); }

void event_stream::close() noexcept {
    if (body_ != nullptr) body_->close();
}

bool event_stream::is_in(body const& b) noexcept {
    return std::dynamic_pointer_cast<pipeline::event_body>(b.incoming()) != nullptr;
}

}  // namespace coaws
