// Enumerations that keep values which were added to a service after its client was generated.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace coaws::services {

/// The texts of an enumeration on the wire, sorted; an enumerator's value is its text's index.
struct enum_table {
    std::span<std::string_view const> texts;
};

/// The base of generated enumerations: one of the modelled values, or any other text as it is.
/// Thread-safety: as a `std::string`.
class open_enum {
  public:
    /// Whether the value was known when the client was generated.
    bool is_known() const noexcept { return index_ != unknown; }

    /// For the library: sets the value by its text.
    void assign(enum_table const& table, std::string_view text);
    /// For the library: the value's text.
    std::string_view text_in(enum_table const& table) const noexcept {
        return is_known() ? table.texts[index_] : std::string_view(other_);
    }

  protected:
    static constexpr std::uint16_t unknown = 0xffff;

    open_enum() noexcept = default;
    explicit open_enum(std::uint16_t index) noexcept : index_(index) {}
    bool same_as(open_enum const& other) const noexcept {
        return index_ == other.index_ && other_ == other.other_;
    }

    std::uint16_t index_ = unknown;
    std::string other_;  ///< the text of an unknown value
};

}  // namespace coaws::services
