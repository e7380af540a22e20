// Writing typed data as XML.
#pragma once

#include <coaws/schema/shape_writer.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::codec {

/// Writes one XML element with its contents, without declaration (WIRE-16).
///
/// The first value is the root: its element goes by the modelled locationName, else by the shape's name.
/// Members whose value is null are left out (LIM-12). A stream that is not in memory is a
/// param_validation_error.
class xml_writer final : public shape_writer {
  public:
    /// Appends to `out`, which must outlive the writer.
    explicit xml_writer(std::string& out);

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
    enum class level : std::uint8_t { structure, list, map, entry };

    /// A structure, list, map or map entry being written.
    struct frame {
        level kind = level::structure;
        std::string_view element{};  ///< name of its own element; empty when flattened: it has none
        std::string_view
            inner{};  ///< name of what is inside: items of a list, entries of a map, value of an entry
        std::string_view value{};  ///< map: name of the values
        std::size_t tag_end = 0;   ///< where the attributes of its start tag end in the output
    };

    std::string_view name_of(schema const& s) const noexcept;
    std::size_t open(std::string_view name);
    void close(std::string_view name);
    void push(frame f, schema const* with_namespace);
    void pop();
    void pop_entry();
    void leaf(std::string_view name, schema const& s, std::string_view text, bool needs_escape);
    void scalar(schema const& s, std::string_view text, bool needs_escape = false);
    void set_attribute(std::size_t& tag_end, std::string_view name, std::string_view value);
    void set_outer_attribute(std::string_view name, std::string_view value);

    std::string& out_;
    std::vector<frame> frames_;
    bool tag_is_open_ = false;  ///< the last start tag written lacks its `>`
};

}  // namespace coaws::codec
