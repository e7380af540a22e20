// A response body that is an event stream.
#include "pipeline/event_body.hpp"

#include <coaws/base/errors.hpp>
#include <string_view>
#include <utility>

#include "protocol/rest_payload_reader.hpp"

namespace coaws::pipeline {

namespace {

/// Read-ahead: events are small and come singly, records of S3 Select are larger and come in rows.
constexpr std::size_t piece_size = 32 * 1024;

/// Closes a stream unless all went well, also when the coroutine is destroyed while it waits.
class close_on_failure {
  public:
    explicit close_on_failure(event_body& stream) noexcept : stream_(&stream) {}
    close_on_failure(close_on_failure const&) = delete;
    close_on_failure& operator=(close_on_failure const&) = delete;
    ~close_on_failure() {
        if (stream_ != nullptr) stream_->close();
    }
    void release() noexcept { stream_ = nullptr; }

  private:
    event_body* stream_;
};

}  // namespace

event_body::event_body(http::response& response, protocol::event_stream_fsm events,
                       std::shared_ptr<service_schema const> service)
    : service_(std::move(service)), events_(std::move(events)), stream_(std::move(response.stream)) {
    if (stream_ != nullptr) return;
    events_.feed(response.body);
    events_.finish();
}

asio::awaitable<void> event_body::read_piece() {
    if (piece_.empty()) piece_.resize(piece_size);
    // Shared, so that a close() from elsewhere does not pull the stream away under the read.
    auto const stream = stream_;
    auto reading = stream->read_some(asio::buffer(piece_));
    auto const count = co_await std::move(reading);
    if (count != 0) {
        events_.feed(std::string_view(piece_).substr(0, count));
        co_return;
    }
    events_.finish();
    stream_.reset();
    piece_ = std::string();
}

asio::awaitable<protocol::event_step> event_body::advance() {
    close_on_failure guard(*this);
    for (;;) {
        if (closed_) co_return protocol::event_step::end;
        auto const step = events_.advance();
        if (step != protocol::event_step::want_bytes) {
            guard.release();
            co_return step;
        }
        co_await read_piece();
    }
}

void event_body::read(deserializable& out) {
    close_on_failure guard(*this);
    events_.read(out);
    guard.release();
}

value event_body::read_event() {
    close_on_failure guard(*this);
    auto event = events_.read_event();
    guard.release();
    return event;
}

asio::awaitable<std::size_t> event_body::read_some(asio::mutable_buffer) {
    throw response_streaming_error("the body is a stream of events: read it with coaws::event_stream");
    co_return 0;
}

void event_body::close() noexcept {
    closed_ = true;
    if (stream_ != nullptr) stream_->close();
    stream_.reset();
}

asio::awaitable<void> attach_events(client_core const& core, operation_schema const& operation,
                                    http::response& response, deserializable& out) {
    protocol::event_stream_fsm fsm(core.protocol(), *operation.output, operation.name);
    auto const& member = fsm.member();
    auto const events = std::make_shared<event_body>(response, std::move(fsm), core.parts().service);
    if (core.protocol().sends_initial_response()) {
        co_await events->advance();
        events->read(out);
    }
    protocol::raw_payload_reader stream(member, {}, events);
    out.read(stream, *operation.output);
}

}  // namespace coaws::pipeline
