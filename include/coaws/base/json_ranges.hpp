// Iteration over JSON arrays and objects; part of coaws/base/json.hpp.
#pragma once

#include <coaws/base/json.hpp>

namespace coaws::json {

/// A member of an object; the key lives as long as the document.
struct view::member {
    std::string_view key;
    view value;
};

/// Forward range over the elements of an array.
class view::array_range {
  public:
    class iterator {
      public:
        using value_type = view;
        using difference_type = std::ptrdiff_t;
        iterator() = default;
        view operator*() const noexcept;
        iterator& operator++() noexcept;
        iterator operator++(int) noexcept {
            auto old = *this;
            ++*this;
            return old;
        }
        bool operator==(iterator const& o) const noexcept { return index_ == o.index_; }

      private:
        friend class array_range;
        void const* document_ = nullptr;
        std::size_t index_ = 0;
    };
    iterator begin() const noexcept;
    iterator end() const noexcept;

  private:
    friend class view;
    view of_;
};

/// Forward range over the members of an object, in text order.
class view::object_range {
  public:
    class iterator {
      public:
        using value_type = member;
        using difference_type = std::ptrdiff_t;
        iterator() = default;
        member operator*() const noexcept;
        iterator& operator++() noexcept;
        iterator operator++(int) noexcept {
            auto old = *this;
            ++*this;
            return old;
        }
        bool operator==(iterator const& o) const noexcept { return index_ == o.index_; }

      private:
        friend class object_range;
        void const* document_ = nullptr;
        std::size_t index_ = 0;
    };
    iterator begin() const noexcept;
    iterator end() const noexcept;

  private:
    friend class view;
    view of_;
};

}  // namespace coaws::json
