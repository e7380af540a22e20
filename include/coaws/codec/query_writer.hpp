// Writing typed data as the pairs of a form.
#pragma once

#include <coaws/schema/shape_writer.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::codec {

/// The two ways to name the pairs of a form.
enum class query_dialect : std::uint8_t {
    query,  ///< WIRE-10
    ec2     ///< WIRE-11
};

/// Writes a structure as pairs of dotted name and text, not encoded yet (WIRE-10, WIRE-11).
///
/// Nulls are left out. A stream that is not in memory is a param_validation_error.
class query_writer final : public shape_writer {
  public:
    using pairs = std::vector<std::pair<std::string, std::string>>;

    /// Appends to `out`, which must outlive the writer.
    query_writer(pairs& out, query_dialect dialect);

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
    enum class level : std::uint8_t { structure, list, map };

    struct frame {
        level kind = level::structure;
        std::size_t outer = 0;           ///< length of the name around this value
        std::size_t count = 0;           ///< items or entries so far
        schema const* mapped = nullptr;  ///< map: schema of the values
    };

    void append_name(schema const& s);
    void append_number(std::size_t n);
    std::size_t enter(schema const& s);
    void push(level kind, std::size_t outer);
    void pop();
    void scalar(schema const& s, std::string text);

    pairs& out_;
    std::string name_;  ///< of the value being written
    std::vector<frame> frames_;
    query_dialect dialect_;
};

}  // namespace coaws::codec
