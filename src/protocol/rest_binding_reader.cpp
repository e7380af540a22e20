// Headers, status code and payload of a response as members of its output.
#include <coaws/base/errors_wire.hpp>
#include <coaws/base/text.hpp>
#include <utility>

#include "codec/text_scalars.hpp"
#include "protocol/rest_binding.hpp"

namespace coaws::protocol {

namespace {

bool is_located(schema const& member) noexcept {
    binding b = member.traits().location;
    return b == binding::header || b == binding::headers || b == binding::status_code;
}

bool has_prefix(std::string_view name, std::string_view prefix) noexcept {
    return name.size() >= prefix.size() && iequals(name.substr(0, prefix.size()), prefix);
}

}  // namespace

bool has_located_members(schema const& output) noexcept {
    for (std::size_t i = 0; i < output.member_count(); ++i) {
        if (is_located(output.member(i))) return true;
    }
    return false;
}

header_reader::header_reader(http::response const& response, boolean_text booleans) noexcept
    : response_(response), booleans_(booleans) {}

wire_kind header_reader::peek(schema const& s) {
    switch (s.type()) {
        case shape_type::list:
            return wire_kind::list;
        case shape_type::map:
            return wire_kind::map;
        case shape_type::boolean:
            return wire_kind::boolean;
        case shape_type::integer:
        case shape_type::long_integer:
            return wire_kind::integer;
        case shape_type::float32:
        case shape_type::float64:
            return wire_kind::number;
        case shape_type::timestamp:
            return wire_kind::timestamp;
        case shape_type::blob:
            return wire_kind::bytes;
        default:
            return wire_kind::string;
    }
}

void header_reader::begin_struct(schema const&) { next_member_ = 0; }

bool header_reader::find_header_of(schema const& member) {
    auto const header = response_.headers.find_all(member.wire_name(), joined_);
    if (!header) return false;
    if (member.traits().json_value && member.type() == shape_type::string) {
        decoded_.clear();
        codec::append_base64(decoded_, *header);
        text_ = decoded_;
    } else {
        text_ = *header;
    }
    return true;
}

schema const* header_reader::next_member(schema const& s) {
    while (next_member_ < s.member_count()) {
        schema const& member = s.member(next_member_++);
        switch (member.traits().location) {
            case binding::header:
                if (find_header_of(member)) return &member;
                break;
            case binding::headers:
                return &member;
            case binding::status_code:
                status_ = std::to_string(response_.status);
                text_ = status_;
                return &member;
            default:
                break;
        }
    }
    return nullptr;
}

std::size_t header_reader::begin_list(schema const&) {
    rest_ = text_;
    more_ = true;
    return 0;
}

bool header_reader::next_element(schema const& s) {
    if (!more_) return false;
    auto comma = rest_.find(',');
    // A date of RFC 822 has a comma of its own, after the day's name.
    bool date = s.element().type() == shape_type::timestamp && comma != std::string_view::npos &&
                trim(rest_.substr(0, comma)).size() == 3;
    if (date) comma = rest_.find(',', comma + 1);
    text_ = trim(rest_.substr(0, comma));
    more_ = comma != std::string_view::npos;
    if (more_) rest_.remove_prefix(comma + 1);
    return true;
}

std::size_t header_reader::begin_map(schema const& s) {
    prefix_ = s.traits().location_name;
    next_header_ = 0;
    return 0;
}

bool header_reader::next_entry(schema const&, std::string_view& key) {
    while (next_header_ < response_.headers.size()) {
        auto const header = response_.headers[next_header_++];
        if (!has_prefix(header.name, prefix_)) continue;
        // What is repeated was read with the first of that name.
        if (response_.headers.find(header.name)->data() != header.value.data()) continue;
        key = header.name.substr(prefix_.size());
        text_ = *response_.headers.find_all(header.name, joined_);
        return true;
    }
    return false;
}

bool header_reader::read_bool(schema const&) {
    return booleans_ == boolean_text::exact ? text_ == "true" : iequals(text_, "true");
}

std::int64_t header_reader::read_int(schema const&) { return codec::integer_from_text(text_); }

double header_reader::read_double(schema const&) { return codec::number_from_text(text_); }

void header_reader::read_string(schema const&, std::string& out) { out += text_; }

void header_reader::read_blob(schema const&, std::string& out) { codec::append_base64(out, text_); }

timestamp header_reader::read_timestamp(schema const&) { return codec::time_from_text(text_); }

wire_scalar header_reader::read_scalar(schema const& s) {
    switch (s.type()) {
        case shape_type::boolean:
            return read_bool(s);
        case shape_type::integer:
        case shape_type::long_integer:
            return read_int(s);
        case shape_type::float32:
        case shape_type::float64:
            return read_double(s);
        default:
            return text_;
    }
}

std::unique_ptr<coaws::body> header_reader::take_stream(schema const&) { return nullptr; }

}  // namespace coaws::protocol
