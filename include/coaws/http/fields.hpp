// HTTP header fields.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::http {

/// A header field on its own.
struct field {
    std::string name;
    std::string value;
};

/// A header field within a list: valid until the list changes.
struct field_view {
    std::string_view name;
    std::string_view value;
};

/// An ordered list of header fields; names compare without case, a name may occur several times. All texts
/// are in one allocation. Arguments may be views into the same list. Thread-safety: as a standard container.
///
/// Throws std::length_error for more than 4 GiB of text.
class fields {
  public:
    class const_iterator;
    using iterator = const_iterator;

    fields() = default;
    /// Leaves room for a few more: requests are copied to be signed and sent.
    fields(fields const& other);
    fields(fields&&) noexcept = default;
    fields& operator=(fields const& other);
    fields& operator=(fields&&) noexcept = default;
    ~fields() = default;

    /// Appends a field.
    void add(std::string_view name, std::string_view value);
    /// As `add`, with a value in pieces that belong together.
    void add_joined(std::string_view name, std::initializer_list<std::string_view> pieces);
    /// Gives `name` this one value: the first such field is overwritten in place, further ones are removed;
    /// appended when there is none.
    void set(std::string_view name, std::string_view value);
    /// Removes every field of that name; true when there was one.
    bool erase(std::string_view name);
    /// The first value of that name, or nothing. Valid until the fields change.
    std::optional<std::string_view> find(std::string_view name) const noexcept;
    /// All values of that name: the only one, or those of several fields put together in `joined`, with
    /// commas between them as RFC 9110 has it (5.3). Valid until the fields or `joined` change.
    std::optional<std::string_view> find_all(std::string_view name, std::string& joined) const;
    bool contains(std::string_view name) const noexcept { return find(name).has_value(); }
    /// The first value of that name, or empty.
    std::string_view get(std::string_view name) const noexcept {
        return find(name).value_or(std::string_view());
    }

    /// The field at a place below `size()`.
    field_view operator[](std::size_t index) const noexcept { return at(places_[index]); }
    const_iterator begin() const noexcept;
    const_iterator end() const noexcept;
    std::size_t size() const noexcept { return places_.size(); }
    bool empty() const noexcept { return places_.empty(); }
    /// Room for `count` fields, and for `bytes` of their names and values.
    void reserve(std::size_t count, std::size_t bytes = 0);
    void clear() noexcept;

  private:
    /// Where in `text_` a name begins, which its value follows at once.
    struct place {
        std::uint32_t at;
        std::uint32_t name_size;
        std::uint32_t value_size;
    };

    field_view at(place const& p) const noexcept {
        std::string_view const both(text_.data() + p.at, std::size_t{p.name_size} + p.value_size);
        return {both.substr(0, p.name_size), both.substr(p.name_size)};
    }
    bool is_named(place const& p, std::string_view name) const noexcept;
    place store(std::string_view name, std::initializer_list<std::string_view> pieces);
    void append(place const& p);

    std::string text_;
    std::vector<place> places_;
};

/// Gives each field by value.
class fields::const_iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;
    using value_type = field_view;
    using difference_type = std::ptrdiff_t;
    using reference = field_view;
    /// Holds the field that `->` looks into.
    struct pointer {
        field_view held;
        field_view const* operator->() const noexcept { return &held; }
    };

    const_iterator() = default;

    field_view operator*() const noexcept { return (*of_)[index_]; }
    pointer operator->() const noexcept { return {**this}; }
    const_iterator& operator++() noexcept {
        ++index_;
        return *this;
    }
    const_iterator operator++(int) noexcept {
        auto before = *this;
        ++index_;
        return before;
    }
    friend bool operator==(const_iterator const&, const_iterator const&) noexcept = default;

  private:
    friend class fields;
    const_iterator(fields const& of, std::size_t index) noexcept : of_(&of), index_(index) {}

    fields const* of_ = nullptr;
    std::size_t index_ = 0;
};

inline fields::const_iterator fields::begin() const noexcept { return {*this, 0}; }
inline fields::const_iterator fields::end() const noexcept { return {*this, places_.size()}; }

}  // namespace coaws::http
