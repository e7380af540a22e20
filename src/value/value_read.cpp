// Values pulled from a codec.
#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/json.hpp>
#include <coaws/value/value_serde.hpp>

#include "value/python_text.hpp"
#include "value/repeated_keys.hpp"

namespace coaws {

namespace {

value from_scalar(wire_scalar const& scalar) {
    switch (scalar.index()) {
        case 1:
            return std::get<1>(scalar);
        case 2:
            return std::get<2>(scalar);
        case 3:
            return std::get<3>(scalar);
        case 4:
            return std::get<4>(scalar);
        default:
            return {};
    }
}

/// Which members of a structure were met in this reading; members beyond the 64th count as met.
class met_members {
  public:
    bool contains(schema const& member) const noexcept {
        return member.index() >= 64 || (bits_ >> member.index() & 1U) != 0;
    }
    void add(schema const& member) noexcept {
        if (member.index() < 64) bits_ |= std::uint64_t{1} << member.index();
    }

  private:
    std::uint64_t bits_ = 0;
};

class value_reader {
  public:
    explicit value_reader(shape_reader& in) noexcept : in_(in) {}

    void read_members(schema const& s, value_map& out) {
        bool const was_empty = out.empty();
        std::size_t count = 0;
        met_members met;
        in_.begin_struct(s);
        while (auto const* member = in_.next_member(s)) {
            value* known = nullptr;
            if (!was_empty || met.contains(*member)) known = out.find(member->name());
            if (known != nullptr) {
                read_again(*member, *known);
                continue;
            }
            value& fresh = out.append(std::string(member->name()), value());
            if (read_member(s, *member, fresh)) {
                met.add(*member);
                ++count;
            } else {
                out.erase(member->name());
            }
        }
        if (s.traits().is_union) finish_union(s, count, out);
    }

    /// Reads into a null value; false, and the value untouched, when the wire has a null.
    bool read(schema const& s, value& out) {
        auto const here = in_.peek(s);
        if (here == wire_kind::null) {
            in_.read_null();
            return false;
        }
        switch (s.type()) {
            case shape_type::structure:
                read_structure(s, out);
                break;
            case shape_type::list:
                read_list(s, fill<value_list>(out));
                break;
            case shape_type::map:
                read_map(s, fill<value_map>(out));
                break;
            case shape_type::string:
                read_string(s, here, out);
                break;
            case shape_type::integer:
            case shape_type::long_integer:
                out = here == wire_kind::integer ? value(in_.read_int(s)) : as_decoded(s, here);
                break;
            case shape_type::float32:
            case shape_type::float64:
                out = here == wire_kind::number ? value(in_.read_double(s)) : as_decoded(s, here);
                break;
            case shape_type::boolean:
                out = here == wire_kind::boolean ? value(in_.read_bool(s)) : as_decoded(s, here);
                break;
            case shape_type::blob:
                read_blob(s, here, out);
                break;
            case shape_type::timestamp:
                read_timestamp(s, here, out);
                break;
            case shape_type::document:
                out = read_document(s, here);
                break;
        }
        return true;
    }

  private:
    template <class T>
    static T& fill(value& out) {
        out = value(T());
        return *out.get_if<T>();
    }

    /// A member of a structure: as `read`, but a payload may come as a stream.
    bool read_member(schema const& s, schema const& member, value& out) {
        auto const& traits = member.traits();
        bool const may_stream = traits.event_stream || (member.type() == shape_type::blob &&
                                                        (traits.streaming || s.payload() == &member));
        if (may_stream) {
            if (auto stream = in_.take_stream(member)) {
                out = value(std::move(*stream));
                return true;
            }
            // Where an initial response holds something under the stream's name, the stream still comes.
            if (traits.event_stream) {
                in_.skip();
                return false;
            }
        }
        // A payload that is a document may be a null as a whole, which is then its value.
        return read(member, out) || (member.type() == shape_type::document && s.payload() == &member);
    }

    /// A further run of a list or map; anything else that comes twice is replaced, unless by a null.
    void read_again(schema const& s, value& known) {
        auto* list = s.type() == shape_type::list ? known.get_if<value_list>() : nullptr;
        auto* map = s.type() == shape_type::map ? known.get_if<value_map>() : nullptr;
        if (list == nullptr && map == nullptr) {
            value fresh;
            if (read(s, fresh)) known = std::move(fresh);
        } else if (in_.peek(s) == wire_kind::null) {
            in_.read_null();
        } else if (list != nullptr) {
            read_list(s, *list);
        } else {
            read_map(s, *map);
        }
    }

    void read_structure(schema const& s, value& out) {
        auto& map = fill<value_map>(out);
        map.reserve(likely_members(s));
        read_members(s, map);
        last_shape_ = s.shape_name().data();
        last_count_ = map.size();
    }

    /// Structures come in rows, alike within a row: as many members as the last one of the same shape had.
    /// DynamoDB's AttributeValue has one of ten and is not marked as a union.
    std::size_t likely_members(schema const& s) const noexcept {
        constexpr std::size_t usual_members = 8;
        if (s.shape_name().data() == last_shape_) return last_count_;
        return s.traits().is_union ? 1 : std::min(s.member_count(), usual_members);
    }

    void read_list(schema const& s, value_list& list) {
        auto const& element = s.element();
        auto const count = in_.begin_list(s);
        while (in_.next_element(s)) {
            make_first_room(list, count);
            read(element, list.emplace_back());
        }
    }

    void read_map(schema const& s, value_map& map) {
        auto const& mapped = s.mapped();
        std::string_view key;
        auto const count = in_.begin_map(s);
        while (in_.next_entry(s, key)) {
            make_first_room(map, count);
            read(mapped, map.append(std::string(key), value()));
        }
        detail::drop_repeated_keys(map);
    }

    void read_string(schema const& s, wire_kind here, value& out) {
        if (here != wire_kind::string) {
            out = as_decoded(s, here);
            return;
        }
        in_.read_string(s, fill<std::string>(out));
        if (detail::is_json_value_header(s)) out = parse_json_value(s, *out.get_if<std::string>());
    }

    static value parse_json_value(schema const& s, std::string_view text) {
        try {
            return from_json(text);
        } catch (json_decode_error const& problem) {
            throw response_parser_error("The header of member " + std::string(s.name()) +
                                        " holds no JSON: " + problem.what());
        }
    }

    void read_blob(schema const& s, wire_kind here, value& out) {
        if (here == wire_kind::bytes || here == wire_kind::string) {
            in_.read_blob(s, fill<blob>(out).bytes);
        } else {
            out = as_decoded(s, here);
        }
    }

    void read_timestamp(schema const& s, wire_kind here, value& out) {
        switch (here) {
            case wire_kind::timestamp:
            case wire_kind::string:
            case wire_kind::integer:
            case wire_kind::number:
                out = in_.read_timestamp(s);
                break;
            default:
                out = as_decoded(s, here);
        }
    }

    /// What the wire has where the model says otherwise (WIRE-33).
    value as_decoded(schema const& s, wire_kind here) {
        switch (here) {
            case wire_kind::boolean:
            case wire_kind::integer:
            case wire_kind::number:
            case wire_kind::string:
                return from_scalar(in_.read_scalar(s));
            default:
                return read_document(document_schema(), here);
        }
    }

    value read_document(schema const& s, wire_kind here) {
        value out;
        switch (here) {
            case wire_kind::null:
                in_.read_null();
                break;
            case wire_kind::bytes:
                in_.read_blob(s, fill<blob>(out).bytes);
                break;
            case wire_kind::timestamp:
                out = in_.read_timestamp(s);
                break;
            case wire_kind::list:
                read_document_list(s, fill<value_list>(out));
                break;
            case wire_kind::map:
                read_document_map(s, fill<value_map>(out));
                break;
            default:
                out = from_scalar(in_.read_scalar(s));
        }
        return out;
    }

    void read_document_list(schema const& s, value_list& list) {
        auto const& inner = document_schema();
        auto const count = in_.begin_list(s);
        while (in_.next_element(s)) {
            make_first_room(list, count);
            list.push_back(read_document(inner, in_.peek(inner)));
        }
    }

    void read_document_map(schema const& s, value_map& map) {
        auto const& inner = document_schema();
        std::string_view key;
        auto const count = in_.begin_map(s);
        while (in_.next_entry(s, key)) {
            make_first_room(map, count);
            value& entry = map.append(std::string(key), value());
            entry = read_document(inner, in_.peek(inner));
        }
        detail::drop_repeated_keys(map);
    }

    /// WIRE-26.
    void finish_union(schema const& s, std::size_t count, value_map& out) {
        auto const unknown = in_.unknown_member();
        if (count + (unknown.empty() ? 0 : 1) != 1) {
            throw response_parser_error("Invalid service response: " + std::string(s.shape_name()) +
                                        " must have one and only one member set.");
        }
        if (unknown.empty()) return;
        value_map tag;
        tag.append("name", value(unknown));
        out.append("SDK_UNKNOWN_MEMBER", value(std::move(tag)));
    }

    /// Before the first of `count` entries, or of an unknown number.
    template <class Container>
    static void make_first_room(Container& container, std::size_t count) {
        constexpr std::size_t usual = 4;
        if (container.empty()) container.reserve(count != 0 ? count : usual);
    }

    shape_reader& in_;
    char const* last_shape_ = nullptr;  ///< of the structure read last; where the name lies identifies it
    std::size_t last_count_ = 0;        ///< its members
};

}  // namespace

void value_output::read(shape_reader& in, schema const& s) { value_reader(in).read_members(s, out_); }

value read_value(shape_reader& in, schema const& s) {
    value out;
    value_reader(in).read(s, out);
    return out;
}

}  // namespace coaws
