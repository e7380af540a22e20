// How REST protocols spread a structure over path, query, headers and body, whatever the body's format is.
#pragma once

#include <coaws/http/message.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/schema/shape_reader.hpp>
#include <coaws/schema/shape_writer.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::protocol {

/// Routes the members of an operation's input by their location (WIRE-13, WIRE-14): labels, query parameters
/// and headers become text here, everything for the body goes on to `document`, a codec's writer.
///
/// The document sees what it would see without binding: either begin_struct(input), the body members,
/// end_struct(input), or the structure payload alone, begin_struct(payload member) first. It sees nothing at
/// all when nothing goes into the body; what stands for an empty document is the protocol's business
/// (`has_document`).
class binding_writer final : public shape_writer {
  public:
    /// Both must outlive the writer.
    binding_writer(operation_schema const& operation, shape_writer& document);

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

    /// Whether something was written to the document: its text is the request's body then.
    bool has_document() const noexcept { return document_begun_; }

    /// Method, path, query and headers, and the body of a string or blob payload; call once, after the input
    /// was written. Throws param_validation_error when a label of the URI got no value.
    request_record finish();

  private:
    enum class sink : std::uint8_t { document, payload, label, query, header, header_map, discard };
    struct label {
        std::string_view name;
        std::string text;
    };
    /// A query parameter's place in the query text, with its encoded name.
    struct parameter {
        std::size_t begin, name_end, end;
    };

    sink route(schema const& member) const noexcept;
    bool to_document(schema const& s);
    bool enter(schema const& s);
    bool leave();
    void text(schema const& s, std::string_view v);
    void header_item(schema const& s, std::string_view v);
    void begin_parameter(std::string_view name);
    void add_parameter_value(std::string_view v);
    void end_parameter();
    std::string render_label(std::string_view name, bool greedy) const;
    std::string render_path(std::string_view path_template) const;

    operation_schema const& operation_;
    schema const& input_;
    shape_writer& document_;
    request_record record_;
    std::vector<label> labels_;
    std::vector<parameter> parameters_;
    std::string name_;                ///< of the query parameter or header of a map entry being written
    std::string header_list_;         ///< items of the header list being written
    std::size_t items_ = 0;           ///< of that header list
    std::size_t literal_query_ = 0;   ///< length of the query that the URI template itself has
    schema const* member_ = nullptr;  ///< the top-level member being written
    std::size_t depth_ = 0;           ///< 0 outside, 1 in the input structure, more inside a member
    sink sink_ = sink::discard;
    bool in_list_ = false;
    bool in_map_ = false;
    bool document_begun_ = false;
};

/// Path and query of an operation without input.
void set_literal_uri(std::string_view uri, request_record& record);

/// Whether a member of the structure is read from headers or the status code.
bool has_located_members(schema const& output) noexcept;

/// How texts in headers become numbers and booleans.
enum class boolean_text : std::uint8_t {
    any_case,  ///< rest-json: `true` in any case
    exact      ///< rest-xml: `true` only
};

/// Offers the members of a structure that are bound to headers and status code (WIRE-37); header maps are
/// always there. The response must outlive the reader and stay unchanged.
class header_reader final : public shape_reader {
  public:
    header_reader(http::response const& response, boolean_text booleans) noexcept;

    bool read_null() override { return false; }
    wire_kind peek(schema const& s) override;
    void begin_struct(schema const& s) override;
    schema const* next_member(schema const& s) override;
    std::string_view unknown_member() const override { return {}; }
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
    void skip() override {}

  private:
    bool find_header_of(schema const& member);

    http::response const& response_;
    std::string status_;
    std::string_view text_;    ///< the scalar here
    std::string_view rest_;    ///< what remains of a header list
    std::string_view prefix_;  ///< of the header map here
    std::string joined_;       ///< the values of a header that came several times
    std::string decoded_;      ///< a decoded jsonvalue
    std::size_t next_member_ = 0;
    std::size_t next_header_ = 0;
    boolean_text booleans_;
    bool more_ = false;  ///< an element of the header list is left
};

/// Makes the codec's reader over a whole body: what the REST protocols differ in.
class body_reader_factory {
  public:
    virtual ~body_reader_factory() = default;
    /// A reader at the root of `document`, which outlives it. Throws response_parser_error.
    virtual std::unique_ptr<shape_reader> make(std::string const& document) const = 0;
};

/// Reads a response under an output or exception shape: headers and status first, then the payload member or
/// the body (WIRE-37). `stream` offers the response's stream (or, without one, its bytes) to a blob payload;
/// an event stream payload is left unread. The deserializable is called once for each part that there is.
void read_rest_response(schema const& output, http::response const& response,
                        std::shared_ptr<pipeline::incoming_body> stream, boolean_text booleans,
                        body_reader_factory const& bodies, deserializable& out);

/// RequestId and HostId from the headers (WIRE-36).
void read_rest_metadata(http::response const& response, response_metadata& metadata);

}  // namespace coaws::protocol
