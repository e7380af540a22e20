// HTTP header fields.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::http {

/// One header field.
struct field {
    std::string name;
    std::string value;
};

/// An ordered list of header fields; names compare without case, a name may occur several times.
class fields {
  public:
    fields() = default;

    /// Appends a field.
    void add(std::string_view name, std::string_view value);
    /// Gives `name` this one value: the first such field is overwritten in place, further ones are removed;
    /// appended when there is none.
    void set(std::string_view name, std::string_view value);
    /// Removes every field of that name; true when there was one.
    bool erase(std::string_view name);
    /// The first value of that name, or null. Valid until the fields change.
    std::string const* find(std::string_view name) const noexcept;
    bool contains(std::string_view name) const noexcept { return find(name) != nullptr; }
    /// The first value of that name, or empty.
    std::string_view get(std::string_view name) const noexcept;

    auto begin() const noexcept { return fields_.begin(); }
    auto end() const noexcept { return fields_.end(); }
    std::size_t size() const noexcept { return fields_.size(); }
    bool empty() const noexcept { return fields_.empty(); }
    void reserve(std::size_t count) { fields_.reserve(count); }
    void clear() noexcept { fields_.clear(); }

  private:
    std::vector<field> fields_;
};

}  // namespace coaws::http
