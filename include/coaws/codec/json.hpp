// JSON as the AWS protocols write and read it.
#pragma once

#include <coaws/schema/shape_reader.hpp>
#include <coaws/schema/shape_writer.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::codec {

/// Writes one JSON value at the end of a text: ASCII with `\u` escapes, separators `, ` and `: ` (WIRE-12).
/// Blobs become base64, times epoch seconds unless the shape says otherwise, NaN and the infinities texts
/// (WIRE-04, WIRE-05).
///
/// Throws param_validation_error for text that is no UTF-8 and for a body that is not in memory. One writer
/// writes one value; not to be shared between threads.
class json_writer final : public shape_writer {
  public:
    /// `out` must outlive the writer.
    explicit json_writer(std::string& out) noexcept : out_(out) {}

    void begin_struct(schema const& s) override;
    void end_struct(schema const& s) override;
    void begin_list(schema const& s, std::size_t size) override;
    void end_list(schema const& s) override;
    void begin_map(schema const& s, std::size_t size) override;
    void map_key(schema const& key_schema, std::string_view key) override;
    void end_map(schema const& s) override;
    void null(schema const& s) override;
    void boolean(schema const& s, bool v) override;
    void integer(schema const& s, std::int64_t v) override;
    void number(schema const& s, double v) override;
    void string(schema const& s, std::string_view v) override;
    void blob(schema const& s, std::string_view v) override;
    void time(schema const& s, timestamp v) override;
    void streaming(schema const& s, coaws::body const& v) override;

  private:
    void before_value(schema const& s);
    void quoted(std::string_view text);

    std::string& out_;
    std::string open_;  ///< the containers around: `s`tructure, `l`ist or `m`ap, outermost first
};

class json_cursor;

/// How scalars are read.
enum class json_scalars : std::uint8_t {
    as_decoded,  ///< json: `read_scalar` gives what the text had (WIRE-33)
    fitted       ///< rest-json: numbers and booleans are made from texts (WIRE-34)
};

/// Reads a response body as JSON. An empty text counts as `{}`, and one that is no JSON as an object whose
/// only member `message` is that text (WIRE-27). Members that are null count as absent; a union must have one
/// member (WIRE-25, WIRE-26).
///
/// Throws response_parser_error for bytes that are no UTF-8, more than 1,000 levels, a value that cannot be
/// what its shape wants. Integers beyond 64 bits are given as numbers. Bound to the thread that made it.
class json_reader final : public shape_reader {
  public:
    /// The text must outlive the constructor only. `room_behind` is how many bytes behind it may be read,
    /// whatever they are: with fewer than 64 the text is copied first.
    explicit json_reader(std::string_view text, json_scalars scalars = json_scalars::as_decoded,
                         std::size_t room_behind = 0);
    ~json_reader() override;
    json_reader(json_reader const&) = delete;
    json_reader& operator=(json_reader const&) = delete;

    /// Whether the document is an object.
    bool at_object() const noexcept;
    /// Whether the document, an object, has a member of that name, null or not.
    bool has_member(std::string_view name) const noexcept;
    /// A scalar member of the document, an object, as text: numbers and booleans in their JSON form. Nothing
    /// when it is absent, null, a list or an object.
    std::optional<std::string> member_text(std::string_view name) const;
    /// Back to the root, to read the same document once more.
    void rewind() noexcept;

    bool read_null() override;
    wire_kind peek(schema const& s) override;
    void begin_struct(schema const& s) override;
    schema const* next_member(schema const& s) override;
    std::string_view unknown_member() const override;
    std::size_t begin_list(schema const& s) override;
    bool next_element(schema const& s) override;
    std::size_t begin_map(schema const& s) override;
    bool next_entry(schema const& s, std::string_view& key) override;
    bool read_bool(schema const& s) override;
    std::int64_t read_int(schema const& s) override;
    double read_double(schema const& s) override;
    void read_string(schema const& s, std::string& out) override;
    void read_blob(schema const& s, std::string& out) override;
    timestamp read_timestamp(schema const& s) override;
    wire_scalar read_scalar(schema const& s) override;
    std::unique_ptr<coaws::body> take_stream(schema const& s) override;
    void skip() override;

    /// What it reads with, for the library's own readers.
    json_cursor& cursor() noexcept { return *cursor_; }

  private:
    std::unique_ptr<json_cursor> cursor_;
    json_scalars scalars_;
};

}  // namespace coaws::codec
