// Pulling data out of a codec.
#pragma once

#include <coaws/base/time.hpp>
#include <coaws/schema/schema.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace coaws {

class body;

/// A scalar as the wire carried it, before it is fitted to a type. Text is valid until the reader moves on.
using wire_scalar = std::variant<std::monostate, bool, std::int64_t, double, std::string_view>;

/// What a reader stands at, for documents and for loosely typed formats.
enum class wire_kind : std::uint8_t { null, boolean, integer, number, string, bytes, timestamp, list, map };

/// A cursor over one encoded value, read with the schema as guide. One implementation a codec.
///
/// Structure: `begin_struct`, then `next_member` until it gives null, reading (or skipping) each member's
/// value before asking for the next; unknown members are skipped and recorded. List: `begin_list`,
/// `next_element` until false. Map: `begin_map`, `next_entry` until false. A list or map member may come in
/// several runs (flattened XML): `next_member` gives the same member again, and the consumer appends. Errors
/// are thrown as `response_parser_error`. Depth is bounded by the implementation (at most 1,000 levels).
class shape_reader {
  public:
    virtual ~shape_reader() = default;

    /// Whether the value here is null; it is consumed then.
    virtual bool read_null() = 0;
    /// What stands here. Formats without types (XML) answer after the schema.
    virtual wire_kind peek(schema const& s) = 0;

    virtual void begin_struct(schema const& s) = 0;
    /// The next member with a value, or null at the end of the structure.
    virtual schema const* next_member(schema const& s) = 0;
    /// Within the structure just being read: the name of the first member that the schema does not know, or
    /// empty. Used for unions (WIRE-26). Asked after next_member gave null.
    virtual std::string_view unknown_member() const = 0;

    /// Gives how many elements are to come where that is known at no cost, else 0: to make room.
    virtual std::size_t begin_list(schema const& s) = 0;
    virtual bool next_element(schema const& s) = 0;
    /// As `begin_list`, of entries.
    virtual std::size_t begin_map(schema const& s) = 0;
    /// Moves to the next entry and gives its key, valid until the entry's value is read.
    virtual bool next_entry(schema const& s, std::string_view& key) = 0;

    virtual bool read_bool(schema const& s) = 0;
    virtual std::int64_t read_int(schema const& s) = 0;
    virtual double read_double(schema const& s) = 0;
    /// Appends to `out`.
    virtual void read_string(schema const& s, std::string& out) = 0;
    /// Decoded bytes, appended to `out`.
    virtual void read_blob(schema const& s, std::string& out) = 0;
    virtual timestamp read_timestamp(schema const& s) = 0;
    /// A scalar without conversion to the modelled type (WIRE-33).
    virtual wire_scalar read_scalar(schema const& s) = 0;
    /// The response's stream, for a streaming payload member; null when the body is in memory.
    virtual std::unique_ptr<coaws::body> take_stream(schema const& s) = 0;
    /// Passes over the value here.
    virtual void skip() = 0;
};

/// Something that can be filled from a reader: a dynamic value, or a generated struct.
class deserializable {
  public:
    virtual ~deserializable() = default;
    /// Reads the members of the structure `s`; called once for the headers and once for the body of an
    /// HTTP-bound response, so it adds to what is there.
    virtual void read(shape_reader& in, schema const& s) = 0;
};

}  // namespace coaws
