// Reading JSON bodies under a schema.
#include <coaws/codec/json.hpp>
#include <coaws/http/body.hpp>
#include <utility>

#include "codec/json_cursor.hpp"

namespace coaws::codec {

json_reader::json_reader(std::string_view text, json_scalars scalars, std::size_t room_behind)
    : cursor_(json_cursor::acquire()), scalars_(scalars) {
    cursor_->load(text, room_behind);
}

json_reader::~json_reader() { json_cursor::release(std::move(cursor_)); }

bool json_reader::at_object() const noexcept { return cursor_->at_object(); }

bool json_reader::has_member(std::string_view name) const noexcept { return cursor_->has_member(name); }

std::optional<std::string> json_reader::member_text(std::string_view name) const {
    return cursor_->member_text(name);
}

void json_reader::rewind() noexcept { cursor_->rewind(); }

bool json_reader::read_null() { return cursor_->read_null(); }

wire_kind json_reader::peek(schema const& s) { return cursor_->peek(s); }

void json_reader::begin_struct(schema const& s) { cursor_->begin_struct(s); }

schema const* json_reader::next_member(schema const& s) { return cursor_->next_member(s); }

std::string_view json_reader::unknown_member() const { return cursor_->unknown_member(); }

std::size_t json_reader::begin_list(schema const& s) { return cursor_->begin_list(s); }

bool json_reader::next_element(schema const& s) { return cursor_->next_element(s); }

std::size_t json_reader::begin_map(schema const& s) { return cursor_->begin_map(s); }

bool json_reader::next_entry(schema const& s, std::string_view& key) { return cursor_->next_entry(s, key); }

bool json_reader::read_bool(schema const& s) { return cursor_->read_bool(s); }

std::int64_t json_reader::read_int(schema const& s) { return cursor_->read_int(s); }

double json_reader::read_double(schema const& s) { return cursor_->read_double(s); }

void json_reader::read_string(schema const& s, std::string& out) { cursor_->read_string(s, out); }

void json_reader::read_blob(schema const& s, std::string& out) { cursor_->read_blob(s, out); }

timestamp json_reader::read_timestamp(schema const& s) { return cursor_->read_timestamp(s); }

wire_scalar json_reader::read_scalar(schema const& s) {
    if (scalars_ == json_scalars::as_decoded || cursor_->read_null()) return cursor_->read_as_decoded(s);
    switch (s.type()) {
        case shape_type::boolean:
            return read_bool(s);
        case shape_type::integer:
        case shape_type::long_integer:
            if (cursor_->is_big_integer()) return read_double(s);
            return read_int(s);
        case shape_type::float32:
        case shape_type::float64:
            return read_double(s);
        default:
            return cursor_->read_as_decoded(s);
    }
}

std::unique_ptr<coaws::body> json_reader::take_stream(schema const&) { return nullptr; }

void json_reader::skip() { cursor_->skip(); }

}  // namespace coaws::codec
