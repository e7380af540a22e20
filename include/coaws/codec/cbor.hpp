// CBOR as the smithy-rpc-v2-cbor protocol writes and reads it.
#pragma once

#include <coaws/schema/shape_reader.hpp>
#include <coaws/schema/shape_writer.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::codec {

/// Writes one data item at the end of a byte string: definite lengths, integers in their least width, `float`
/// shapes in 32 bits, others in 64, NaN and the infinities in 16, times under tag 1 (WIRE-17). Null members
/// of structures are left out.
///
/// Throws param_validation_error for text that is no UTF-8, a number beyond a 32-bit float, and a body that
/// is not in memory. One writer writes one item; not to be shared between threads.
class cbor_writer final : public shape_writer {
  public:
    /// `out` must outlive the writer.
    explicit cbor_writer(std::string& out) noexcept : out_(out) {}

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
    struct container {
        std::size_t head;     ///< structures: where the head byte stands
        std::size_t members;  ///< structures: written so far
        bool structure;
    };

    void before_value(schema const& s);
    void write_integer(std::int64_t v);
    void write_float(schema const& s, double v);

    std::string& out_;
    std::vector<container> open_;
};

/// Reads one data item; bytes after it are passed over (WIRE-38). Members are found by their name in the
/// model. Undefined counts as null, and null members and map entries as absent; a union must have one member.
///
/// Throws response_parser_error for malformed or truncated bytes, tags other than that of a time, more than
/// 1,000 levels, a value that cannot be what its shape wants.
class cbor_reader final : public shape_reader {
  public:
    /// The bytes must outlive the reader.
    explicit cbor_reader(std::string_view bytes) noexcept : bytes_(bytes) {}

    /// Whether the item is a map.
    bool at_object() const noexcept;
    /// Whether the item, a map, has an entry of that name. Back to the item's start.
    bool has_member(std::string_view name) const;
    /// A text or number of the item, a map, as text. Nothing when absent or anything else.
    std::optional<std::string> member_text(std::string_view name) const;
    /// Back to the start, to read the same item once more.
    void rewind() noexcept;

    bool read_null() override;
    wire_kind peek(schema const& s) override;
    void begin_struct(schema const& s) override;
    schema const* next_member(schema const& s) override;
    std::string_view unknown_member() const override { return unknown_; }
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

  private:
    struct frame {
        std::uint64_t left = 0;  ///< items or pairs to come, when the length is definite
        bool indefinite = false;
        std::size_t guess = 0;  ///< index of the member expected next
        std::size_t set = 0;    ///< members that are not null, `__type` aside
        std::string unknown{};  ///< first member that the schema lacks
    };

    std::size_t open(schema const& s, unsigned major, std::string_view expected);
    bool advance();
    bool find_member(std::string_view name);
    std::string_view read_key();
    schema const* match(schema const& s, std::string_view key);

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::vector<frame> open_;
    std::string unknown_;
    std::string key_;   ///< a key that came in pieces
    std::string text_;  ///< a text that came in pieces
};

}  // namespace coaws::codec
