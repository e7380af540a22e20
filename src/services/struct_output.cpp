// Generated structs pulled from a codec.
#include "services/struct_output.hpp"

#include <coaws/base/errors_wire.hpp>
#include <coaws/codec/json.hpp>
#include <coaws/pipeline/streaming_body.hpp>
#include <coaws/value/value_serde.hpp>
#include <utility>

#include "codec/json_cursor.hpp"
#include "services/event_state.hpp"

namespace coaws::services {

namespace {

/// Reads with `Reader`: any shape_reader, or what is behind it where that is known and quicker to call.
template <class Reader>
class struct_reader {
  public:
    struct_reader(Reader& in, shape_reader& any, schema_matches const& matches,
                  event_context const* events) noexcept
        : in_(in), any_(any), matches_(matches), events_(events) {}

    void read_struct(struct_table const& table, schema const& s, void* self) {
        auto const& match = matches_.find(table, s);
        in_.begin_struct(s);
        while (auto const* member = in_.next_member(s)) {
            auto const index = match.index_of[member->index()];
            if (index == struct_match::none)
                in_.skip();
            else
                read_member(table, index, s, *member, self);
        }
    }

  private:
    void read_member(struct_table const& table, std::uint16_t index, schema const& parent, schema const& s,
                     void* self) {
        auto const& type = table.members[index].type;
        if (type.kind == type_kind::event_stream)
            return read_events(type.as_struct(), s, *static_cast<typed_events*>(table.make(self, index)));
        bool const streams = type.kind == type_kind::response_stream || type.kind == type_kind::request_body;
        if (streams || type.kind == type_kind::blob) {
            if (auto stream = take_stream(parent, s))
                return take_body(type, table.make(self, index), std::move(*stream));
        }
        if (in_.read_null()) return;
        read(type, s, table.make(self, index));
    }

    void read_events(struct_table const& kinds, schema const& s, typed_events& into) {
        auto const stream = any_.take_stream(s);
        if (stream == nullptr) return in_.skip();
        auto held = std::dynamic_pointer_cast<pipeline::event_body>(stream->incoming());
        if (held == nullptr)
            throw response_parser_error("Unable to parse response: " + std::string(s.name()) +
                                        " is no stream of events");
        if (events_ == nullptr) return;
        into.hold(std::make_shared<typed_events::state>(
            typed_events::state{std::move(held), kinds, events_->client, events_->service}));
    }

    std::unique_ptr<body> take_stream(schema const& parent, schema const& s) {
        bool const may_stream = s.traits().streaming || parent.payload() == &s;
        return may_stream ? any_.take_stream(s) : nullptr;
    }

    static void take_body(type_ref const& type, void* v, body held) {
        if (type.kind == type_kind::response_stream) {
            *static_cast<streaming_body*>(v) = streaming_body(std::move(held));
        } else if (type.kind == type_kind::request_body) {
            *static_cast<body*>(v) = std::move(held);
        } else {
            auto const bytes = held.in_memory();
            if (!bytes) throw response_parser_error("Unable to parse response: an unexpected stream");
            static_cast<blob*>(v)->bytes = *bytes;
        }
    }

    void read(type_ref const& type, schema const& s, void* v) {
        switch (type.kind) {
            case type_kind::boolean:
                *static_cast<bool*>(v) = in_.read_bool(s);
                return;
            case type_kind::integer:
                *static_cast<std::int64_t*>(v) = in_.read_int(s);
                return;
            case type_kind::number:
                *static_cast<double*>(v) = in_.read_double(s);
                return;
            case type_kind::string:
                return in_.read_string(s, *static_cast<std::string*>(v));
            case type_kind::blob:
                return in_.read_blob(s, static_cast<blob*>(v)->bytes);
            case type_kind::timestamp:
                *static_cast<timestamp*>(v) = in_.read_timestamp(s);
                return;
            case type_kind::enumeration:
                return read_enum(type.as_enum(), s, v);
            case type_kind::structure:
                return read_struct(type.as_struct(), s, v);
            case type_kind::one_of:
                return read_one_of(type.as_struct(), s, *static_cast<one_of*>(v));
            case type_kind::list:
                return read_list(type.as_list(), s, v);
            case type_kind::map:
                return read_map(type.as_map(), s, v);
            case type_kind::document:
                *static_cast<value*>(v) = read_value(any_, s);
                return;
            case type_kind::json_text:
                *static_cast<value*>(v) = read_value(any_, s);
                return;
            case type_kind::request_body:
            case type_kind::response_stream: {
                std::string bytes;
                in_.read_blob(s, bytes);
                return take_body(type, v, body::from_string(std::move(bytes)));
            }
            case type_kind::event_stream:
                // Only ever a member of an output.
                return in_.skip();
        }
    }

    void read_enum(enum_table const& table, schema const& s, void* v) {
        text_.clear();
        in_.read_string(s, text_);
        static_cast<open_enum*>(v)->assign(table, text_);
    }

    /// WIRE-26.
    void read_one_of(struct_table const& table, schema const& s, one_of& choice) {
        auto const& match = matches_.find(table, s);
        std::size_t count = 0;
        std::string newer;  // a member that the model knows and the struct does not
        in_.begin_struct(s);
        while (auto const* member = in_.next_member(s)) {
            auto const index = match.index_of[member->index()];
            if (index == struct_match::none) {
                newer = member->name();
                ++count;
                in_.skip();
            } else if (!in_.read_null()) {
                read(table.members[index].type, *member, table.make(&choice, index));
                ++count;
            }
        }
        auto const unknown = in_.unknown_member();
        if (count + (unknown.empty() ? 0 : 1) != 1)
            throw response_parser_error("Invalid service response: " + std::string(s.shape_name()) +
                                        " must have one and only one member set.");
        if (!unknown.empty()) choice.set_unknown(unknown);
        if (!newer.empty()) choice.set_unknown(newer);
    }

    void read_list(list_table const& table, schema const& s, void* v) {
        auto const& element = s.element();
        bool is_first = true;
        auto const count = in_.begin_list(s);
        while (in_.next_element(s)) {
            if (in_.read_null()) continue;
            if (std::exchange(is_first, false)) table.ops.reserve(v, count != 0 ? count : first_room);
            if (table.ops.append == nullptr)
                table.ops.append_bool(v, in_.read_bool(element));
            else
                read(table.element, element, table.ops.append(v));
        }
    }

    void read_map(map_table const& table, schema const& s, void* v) {
        auto const& mapped = s.mapped();
        std::string_view key;
        table.ops.reserve(v, in_.begin_map(s));
        while (in_.next_entry(s, key))
            if (!in_.read_null()) read(table.mapped, mapped, table.ops.put(v, key));
    }

    static constexpr std::size_t first_room = 4;  ///< of a list that turns out not to be empty

    Reader& in_;
    shape_reader& any_;
    schema_matches const& matches_;
    event_context const* events_;
    std::string text_;
};

}  // namespace

void struct_output::read(shape_reader& in, schema const& s) {
    if (auto* const json = dynamic_cast<codec::json_reader*>(&in))
        struct_reader(json->cursor(), in, matches_, events_).read_struct(table_, s, self_);
    else
        struct_reader(in, in, matches_, events_).read_struct(table_, s, self_);
}

}  // namespace coaws::services
