// Values as if a codec had written or would read them: between dynamic values and generated structs.
#pragma once

#include <coaws/schema/shape_reader.hpp>
#include <coaws/schema/shape_writer.hpp>
#include <coaws/value/value.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// Makes a map value of what is written: the parameters that the same input would have been as a value.
///
/// With `only`, members of the outermost structure whose indices are not in the list are left out, with all
/// that is in them. Bodies keep their contents shared.
class value_builder final : public shape_writer {
  public:
    value_builder() = default;
    /// `only` must outlive the builder.
    explicit value_builder(std::span<std::uint16_t const> only) noexcept : only_(only), selects_(true) {}

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

    /// What was written; call once, after the outermost structure has ended.
    value_map take() && { return std::move(result_); }

  private:
    enum class level_kind : std::uint8_t { structure, list, map };
    struct level {
        value* at;
        level_kind kind;
    };

    /// Whether the value about to come is left out; counts the levels of what is.
    bool passed_over(schema const& s) const noexcept;
    bool enter_passed_over(schema const& s) noexcept;
    bool leave_passed_over() noexcept;
    value& place(schema const& s, value v);
    void open(schema const& s, value empty, level_kind kind);

    value_map result_;
    value root_;
    std::vector<level> levels_;
    std::string key_;
    std::span<std::uint16_t const> only_;
    std::size_t passed_levels_ = 0;  ///< levels open within a member that is left out
    bool selects_ = false;
};

/// Reads a value as a codec reads its bytes. Texts and lists are moved out of the value, which is left in an
/// unspecified state. The value must outlive the cursor.
class value_cursor final : public shape_reader {
  public:
    explicit value_cursor(value& v) noexcept : here_(&v) {}

    bool read_null() override { return here_->is_null(); }
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
    void skip() override {}

  private:
    struct level {
        value* container;
        std::size_t next = 0;
        std::string_view unknown{};
    };

    void enter(schema const& s);

    value* here_;
    std::vector<level> levels_;
    std::string_view unknown_;
};

}  // namespace coaws
