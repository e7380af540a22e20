// Values as data for the codecs.
#pragma once

#include <coaws/schema/shape_reader.hpp>
#include <coaws/schema/shape_writer.hpp>
#include <coaws/value/value.hpp>

namespace coaws {

/// A map value as an operation's input; refers to the value, which must outlive it.
///
/// `write` emits begin_struct, the members in the map's order, end_struct. Members that the schema does not
/// know are passed over; a null arrives as `null`, which codecs and bindings may drop. A blob takes a text as
/// its UTF-8 bytes and a body; a timestamp takes numbers (epoch seconds) and texts; a number keeps its own
/// kind, so an integer given for a float shape arrives as `integer`, and a bool as `boolean` (VAL-05). A
/// jsonvalue header arrives as compact JSON text through `string` (WIRE-13). A list, map or other value that
/// does not fit its shape throws param_validation_error (only when validation is off).
class value_input final : public serializable {
  public:
    explicit value_input(value_map const& params) noexcept : params_(params) {}
    void write(shape_writer& out, schema const& s) const override;

  private:
    value_map const& params_;
};

/// Writes any value under a schema (for payloads, list elements, documents).
void write_value(shape_writer& out, schema const& s, value const& v);

/// Fills a map value from a response: only the members that the response carried (WIRE-25).
///
/// `read` asks for begin_struct first. It may be called more than once: lists and maps grow, anything else is
/// replaced. Scalars that the wire carries in another kind than modelled keep that kind, as `peek` tells
/// (WIRE-33). Unions of unknown tag become `SDK_UNKNOWN_MEMBER`, others than one member throw
/// response_parser_error (WIRE-26). A streaming payload becomes a body when the reader gives its stream away,
/// else a blob.
class value_output final : public deserializable {
  public:
    explicit value_output(value_map& out) noexcept : out_(out) {}
    void read(shape_reader& in, schema const& s) override;

  private:
    value_map& out_;
};

/// Reads any value under a schema; null where the wire has a null.
value read_value(shape_reader& in, schema const& s);

}  // namespace coaws
