// Pushing data into a codec.
#pragma once

#include <coaws/base/time.hpp>
#include <coaws/schema/schema.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coaws {

class body;

/// Receives one value, described by schemas, and writes it in some format. One implementation a codec.
///
/// Every call names the schema of the value that it writes; inside a structure that is the member's schema,
/// so the name on the wire comes with it. Members, elements and entries arrive between the matching begin and
/// end. Inside a map, `map_key` precedes each value. Views are read during the call only.
///
/// A document (shape_type::document) is written with the same calls and `document_schema()`, any kind being
/// allowed: begin_map/map_key for objects, begin_list for arrays.
class shape_writer {
  public:
    virtual ~shape_writer() = default;

    virtual void begin_struct(schema const& s) = 0;
    virtual void end_struct(schema const& s) = 0;
    /// `size` is the number of elements or entries that will follow.
    virtual void begin_list(schema const& s, std::size_t size) = 0;
    virtual void end_list(schema const& s) = 0;
    virtual void begin_map(schema const& s, std::size_t size) = 0;
    virtual void map_key(schema const& key_schema, std::string_view key) = 0;
    virtual void end_map(schema const& s) = 0;

    virtual void null(schema const& s) = 0;
    virtual void boolean(schema const& s, bool v) = 0;
    virtual void integer(schema const& s, std::int64_t v) = 0;
    virtual void number(schema const& s, double v) = 0;
    virtual void string(schema const& s, std::string_view v) = 0;
    virtual void blob(schema const& s, std::string_view v) = 0;
    virtual void time(schema const& s, timestamp v) = 0;
    /// A body given for a blob member: only the payload of an HTTP-bound request can take one that is not in
    /// memory; elsewhere an error (WIRE-06).
    virtual void streaming(schema const& s, coaws::body const& v) = 0;
};

/// Something that can be pushed into a writer: a dynamic value with its schema, or a generated struct.
class serializable {
  public:
    virtual ~serializable() = default;
    /// Writes the members of a structure between begin_struct and end_struct of `s`, in the caller's order.
    virtual void write(shape_writer& out, schema const& s) const = 0;
};

}  // namespace coaws
