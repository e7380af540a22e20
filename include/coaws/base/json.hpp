// A read-only view of a parsed JSON text, for data files and responses.
#pragma once

#include <coaws/base/result.hpp>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::json {

enum class kind : std::uint8_t { null, boolean, integer, big_integer, number, string, array, object };

class document;

/// One element of a parsed document: cheap to copy, valid as long as its document. Never throws but where
/// said. A default-made view is "absent": it converts to false and answers every question with a default.
class view {
  public:
    class array_range;
    class object_range;
    struct member;

    view() noexcept = default;
    /// Whether there is an element (a JSON null is one).
    explicit operator bool() const noexcept { return document_ != nullptr; }

    json::kind kind() const noexcept;
    bool is_null() const noexcept { return document_ == nullptr || kind() == json::kind::null; }
    bool is_object() const noexcept { return document_ != nullptr && kind() == json::kind::object; }
    bool is_array() const noexcept { return document_ != nullptr && kind() == json::kind::array; }
    bool is_string() const noexcept { return document_ != nullptr && kind() == json::kind::string; }

    /// The value, or `fallback` when the element is absent or of another kind.
    bool as_bool(bool fallback = false) const noexcept;
    std::int64_t as_int(std::int64_t fallback = 0) const noexcept;
    double as_double(double fallback = 0) const noexcept;
    std::string_view as_string(std::string_view fallback = {}) const noexcept;
    /// A big_integer's digits as an unsigned number (the only big integers held are those of 64 bits).
    std::uint64_t as_uint64() const noexcept;

    /// The member of that name of an object (the first one), or an absent view. Linear in the members.
    view find(std::string_view key) const noexcept;
    view operator[](std::string_view key) const noexcept { return find(key); }
    /// The element at an index of an array, or an absent view.
    view at(std::size_t index) const noexcept;
    /// Number of elements or members; 0 for anything else.
    std::size_t size() const noexcept;

    /// Elements of an array, members of an object in text order; empty for anything else.
    array_range items() const noexcept;
    object_range members() const noexcept;

  private:
    friend class document;
    void const* document_ = nullptr;
    std::size_t index_ = 0;
};

/// A parsed text and the memory it needs. Immutable; share it between threads freely.
class document {
  public:
    /// Parses UTF-8 JSON. The error (type `JSONDecodeError`) names what was wrong.
    static result<std::shared_ptr<document const>> parse(std::string_view text);
    /// The same, without a copy of the text when its capacity has `room_behind` bytes more.
    static result<std::shared_ptr<document const>> parse_owned(std::string text);
    static constexpr std::size_t room_behind = 64;  ///< bytes that the parser reads beyond the end
    ~document();
    view root() const noexcept;

  private:
    struct impl;
    explicit document(std::unique_ptr<impl>);
    std::unique_ptr<impl> impl_;
};

}  // namespace coaws::json

#include <coaws/base/json_ranges.hpp>
