// What a JMESPath evaluation works on: references into the document, and lists and maps of such references.
#pragma once

#include <coaws/value/value.hpp>
#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::jmespath {

/// The types of the language.
enum class json_type : std::uint8_t { null, boolean, number, string, array, object };

/// The language's word for a type.
std::string_view to_string(json_type type) noexcept;

class cell;
using cell_list = std::vector<cell>;
using cell_map = std::vector<std::pair<std::string_view, cell>>;

/// One value during evaluation: a part of the document, or something composed in the arena. As cheap to copy
/// as a pointer; valid as long as the document, the expression and the arena.
class cell {
  public:
    cell() noexcept = default;
    explicit cell(value const& v) noexcept : kind_(v.is_null() ? kind::null : kind::plain), at_(&v) {}
    explicit cell(value_map const& map) noexcept : kind_(kind::plain_map), at_(&map) {}
    explicit cell(cell_list const& list) noexcept : kind_(kind::list), at_(&list) {}
    explicit cell(cell_map const& map) noexcept : kind_(kind::map), at_(&map) {}

    json_type type() const noexcept;
    bool is_null() const noexcept { return kind_ == kind::null; }
    bool is_array() const noexcept { return type() == json_type::array; }
    bool is_object() const noexcept { return type() == json_type::object; }

    /// The value of the document or arena behind this cell, or null for composed ones.
    value const* plain() const noexcept {
        return kind_ == kind::plain ? static_cast<value const*>(at_) : nullptr;
    }

    /// Elements of an array, entries of an object; 0 otherwise.
    std::size_t size() const noexcept;
    /// Element of an array; the index must be below the size.
    cell element(std::size_t index) const noexcept;
    /// Member of an object, or null.
    cell member(std::string_view name) const noexcept;
    /// Calls `visit(std::string_view name, cell)` for the entries of an object in order.
    template <class F>
    void for_each_member(F visit) const {
        if (auto const* plain_map = as_plain_map()) {
            for (auto const& [name, v] : *plain_map) visit(std::string_view(name), cell(v));
        } else if (kind_ == kind::map) {
            for (auto const& [name, c] : *static_cast<cell_map const*>(at_)) visit(name, c);
        }
    }

    /// Whether it counts as true: not null, false, or empty.
    bool is_true() const noexcept;
    /// A copy that stands on its own.
    value to_value() const;

  private:
    enum class kind : std::uint8_t { null, plain, plain_map, list, map };

    value_map const* as_plain_map() const noexcept;

    kind kind_ = kind::null;
    void const* at_ = nullptr;
};

/// Equality of the language: numbers by value, objects in any order.
bool equal(cell a, cell b);

/// Order of two numbers or of two strings; the types must be equal. Not a number comes first.
bool less(cell a, cell b);

/// Whether two cells have an order: both numbers, or both strings.
bool ordered(cell a, cell b) noexcept;

/// Owns what an evaluation makes; nothing moves once it is here.
class arena {
  public:
    cell keep(value v) { return cell(values_.emplace_front(std::move(v))); }
    cell keep(cell_list list) { return cell(lists_.emplace_front(std::move(list))); }
    cell keep(cell_map map) { return cell(maps_.emplace_front(std::move(map))); }
    /// Whether a value was made here; linear, asked once for a result.
    bool owns(value const* v) const noexcept;
    /// The text of a string cell; a time is written out.
    std::string_view text(cell c);

  private:
    std::forward_list<value> values_;
    std::forward_list<cell_list> lists_;
    std::forward_list<cell_map> maps_;
};

}  // namespace coaws::jmespath
