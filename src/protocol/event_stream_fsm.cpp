// Event streams of responses: bytes in, events out.
#include <coaws/base/errors.hpp>
#include <coaws/protocol/event_stream_fsm.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/value_serde.hpp>
#include <optional>
#include <utility>

#include "protocol/event_header_reader.hpp"
#include "protocol/rest_payload_reader.hpp"

namespace coaws::protocol {

namespace {

constexpr std::string_view no_initial_response = "First event was not of type initial-response";

bool is_failure(codec::event_message const& message) noexcept {
    auto const type = message.header_text(":message-type");
    return type == "error" || type == "exception";
}

/// A structure member of the stream's shape; null for a name that is empty or unknown.
schema const* find_structure(schema const& stream, std::string_view name) noexcept {
    schema const* found = name.empty() ? nullptr : stream.find_member(name);
    return found != nullptr && found->type() == shape_type::structure ? found : nullptr;
}

schema const* find_payload(schema const& event) noexcept {
    for (std::size_t i = 0; i < event.member_count(); ++i)
        if (event.member(i).traits().event_payload) return &event.member(i);
    return nullptr;
}

void read_payload(wire_protocol const& wire, schema const& event, std::string_view payload,
                  deserializable& out) {
    schema const* member = find_payload(event);
    if (member != nullptr && (member->type() == shape_type::blob || member->type() == shape_type::string)) {
        raw_payload_reader reader(*member, payload, nullptr);
        out.read(reader, event);
        return;
    }
    auto document = wire.read_event_document(payload);
    if (member == nullptr) {
        out.read(*document, event);
        return;
    }
    document_payload_reader reader(event, *member, *document);
    out.read(reader, event);
}

/// Code and message as botocore has them; the other members of a modelled exception, which it drops, stay.
value failure_response(value code, value message, value_map members) {
    value_map details;
    details.append("Code", std::move(code));
    details.append("Message", std::move(message));
    members.erase("Error");
    members.append("Error", value(std::move(details)));
    return value(std::move(members));
}

value member_or_empty(value_map const& from, std::string_view name, std::string_view other = {}) {
    if (auto const* found = from.find(name)) return *found;
    return other.empty() ? value("") : member_or_empty(from, other);
}

}  // namespace

std::unique_ptr<shape_reader> wire_protocol::read_event_document(std::string_view) const {
    throw response_parser_error("The protocol " + std::string(name()) + " has no event streams");
}

schema const* event_stream_member(schema const& output) noexcept {
    for (std::size_t i = 0; i < output.member_count(); ++i)
        if (output.member(i).traits().event_stream) return &output.member(i);
    return nullptr;
}

event_stream_fsm::event_stream_fsm(wire_protocol const& wire, schema const& output, std::string operation)
    : wire_(&wire),
      output_(&output),
      stream_(event_stream_member(output)),
      operation_(std::move(operation)),
      phase_(wire.sends_initial_response() ? phase::expecting_response : phase::running) {
    if (stream_ == nullptr) throw value_error("The output of " + operation_ + " has no event stream");
}

void event_stream_fsm::feed(std::string_view bytes) {
    if (phase_ != phase::over) decoder_.feed(bytes);
}

event_step event_stream_fsm::advance() {
    event_ = nullptr;
    if (phase_ == phase::over) return event_step::end;
    try {
        auto const step = next_step();
        if (step == event_step::end) phase_ = phase::over;
        return step;
    } catch (...) {
        phase_ = phase::over;
        throw;
    }
}

event_step event_stream_fsm::next_step() {
    auto message = decoder_.next();
    if (!message) return finished_ ? end_of_bytes() : event_step::want_bytes;
    message_ = std::move(*message);
    if (phase_ == phase::expecting_response) {
        check_initial_response();
        phase_ = phase::running;
        return event_step::initial_response;
    }
    if (is_failure(message_)) throw failure();
    event_ = find_structure(*stream_, event_name());
    return event_ != nullptr ? event_step::event : event_step::unknown_event;
}

event_step event_stream_fsm::end_of_bytes() const {
    if (phase_ == phase::expecting_response) throw response_parser_error(std::string(no_initial_response));
    if (decoder_.pending() != 0) throw incomplete_read_error(decoder_.pending(), decoder_.expected());
    return event_step::end;
}

void event_stream_fsm::check_initial_response() const {
    if (event_name() == "initial-response") return;
    std::string text(no_initial_response);
    // What the service says instead would be lost otherwise.
    if (is_failure(message_)) text.append(": ").append(failure().message());
    throw response_parser_error(text);
}

event_stream_error event_stream_fsm::failure() const {
    auto const name = message_.header_text(":exception-type");
    schema const* exception = find_structure(*stream_, name);
    if (exception == nullptr) {
        auto const& headers = message_.headers;
        return event_stream_error(operation_,
                                  failure_response(member_or_empty(headers, ":error-code"),
                                                   member_or_empty(headers, ":error-message"), value_map()));
    }
    value_map members;
    value_output sink(members);
    auto const document = wire_->read_event_document(message_.payload);
    sink.read(*document, *exception);
    auto text = member_or_empty(members, "Message", "message");
    return event_stream_error(operation_, failure_response(value(name), std::move(text), std::move(members)),
                              std::string(exception->shape_name()));
}

void event_stream_fsm::read(deserializable& out) {
    try {
        read_members(out);
    } catch (...) {
        phase_ = phase::over;
        throw;
    }
}

void event_stream_fsm::read_members(deserializable& out) const {
    if (event_ == nullptr) {
        auto const document = wire_->read_event_document(message_.payload);
        out.read(*document, *output_);
        return;
    }
    if (has_header_members(*event_)) {
        event_header_reader headers(message_.headers);
        out.read(headers, *event_);
    }
    // What is not marked as an event has no payload, whatever the message carries.
    if (event_->traits().event) read_payload(*wire_, *event_, message_.payload, out);
}

value event_stream_fsm::read_event() {
    value_map members;
    value_output sink(members);
    read(sink);
    value_map out;
    out.append(std::string(event_->name()), value(std::move(members)));
    return value(std::move(out));
}

}  // namespace coaws::protocol
