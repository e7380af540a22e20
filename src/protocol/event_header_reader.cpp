// Headers of an event-stream message as members of its event.
#include "protocol/event_header_reader.hpp"

#include <coaws/base/errors_wire.hpp>
#include <coaws/http/body.hpp>
#include <limits>

#include "codec/text_scalars.hpp"

namespace coaws::protocol {

namespace {

/// Headers hold scalars only.
bool is_scalar(shape_type type) noexcept {
    return type != shape_type::structure && type != shape_type::list && type != shape_type::map &&
           type != shape_type::document;
}

bool is_header_member(schema const& member) noexcept {
    return member.traits().event_header && is_scalar(member.type());
}

timestamp time_from_milliseconds(std::int64_t count) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 1000;
    if (count > most || count < -most)
        throw response_parser_error("Unable to parse response: a time in a header is out of range");
    return timestamp(std::chrono::milliseconds(count));
}

/// Values look at what is there (`peek`); structs ask for what is modelled.
void expect(bool fits, schema const& member) {
    if (!fits)
        throw response_parser_error("Unable to parse response: the header " + std::string(member.name()) +
                                    " of an event is not of the type that is modelled");
}

}  // namespace

bool has_header_members(schema const& event) noexcept {
    for (std::size_t i = 0; i < event.member_count(); ++i)
        if (is_header_member(event.member(i))) return true;
    return false;
}

schema const* event_header_reader::next_member(schema const& s) {
    while (next_member_ < s.member_count()) {
        schema const& member = s.member(next_member_++);
        if (!is_header_member(member)) continue;
        here_ = headers_.find(member.name());
        if (here_ != nullptr) return &member;
    }
    return nullptr;
}

wire_kind event_header_reader::peek(schema const&) {
    switch (here_->kind()) {
        case value_kind::boolean:
            return wire_kind::boolean;
        case value_kind::integer:
            return wire_kind::integer;
        case value_kind::blob:
            return wire_kind::bytes;
        default:
            return wire_kind::string;
    }
}

bool event_header_reader::read_bool(schema const& s) {
    expect(here_->is_bool(), s);
    return here_->as_bool();
}

std::int64_t event_header_reader::read_int(schema const& s) {
    expect(here_->is_int(), s);
    return here_->as_int();
}

double event_header_reader::read_double(schema const& s) {
    expect(here_->is_int(), s);
    return here_->as_double();
}

void event_header_reader::read_string(schema const& s, std::string& out) {
    expect(here_->is_string(), s);
    out += here_->as_string();
}

void event_header_reader::read_blob(schema const& s, std::string& out) {
    expect(here_->is_blob() || here_->is_string(), s);
    out += here_->is_blob() ? std::string_view(here_->as_blob()) : std::string_view(here_->as_string());
}

timestamp event_header_reader::read_timestamp(schema const& s) {
    if (here_->is_int()) return time_from_milliseconds(here_->as_int());
    expect(here_->is_string(), s);
    return codec::time_from_text(here_->as_string());
}

wire_scalar event_header_reader::read_scalar(schema const&) {
    if (here_->is_bool()) return here_->as_bool();
    if (here_->is_int()) return here_->as_int();
    return std::string_view(here_->as_string());
}

std::unique_ptr<coaws::body> event_header_reader::take_stream(schema const&) { return nullptr; }

}  // namespace coaws::protocol
