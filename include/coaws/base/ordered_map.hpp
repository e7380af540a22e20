// Maps from names to anything, in the order in which the names came.
#pragma once

#include <coaws/base/ordered_nodes.hpp>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace coaws {

/// A map with names as keys that keeps the order of insertion: what maps of services are in generated
/// structs, so that they are written in the order in which they were filled and read in that of the wire.
///
/// Used like `std::map<std::string, T>`, with `std::string_view` for look-ups. As there, references and
/// iterators stay valid until their own entry is erased or the map is cleared, assigned or destroyed; a move
/// keeps them. Look-up takes constant time. An empty map is a null pointer, one of known size a single block
/// of memory, and a table beside it where it has more than a few entries. `T` may be incomplete where the map
/// is only named.
///
/// Exception safety: an insertion that throws changes nothing. Thread-safety: as for a standard container.
template <class T>
class ordered_map {
  public:
    using key_type = std::string;
    using mapped_type = T;
    using value_type = std::pair<std::string const, T>;
    using size_type = std::size_t;
    using difference_type = std::ptrdiff_t;

  private:
    struct node : detail::ordered_node {
        template <class Name, class... A>
        explicit node(Name&& name, A&&... arguments)
            : item(std::piecewise_construct, std::forward_as_tuple(std::forward<Name>(name)),
                   std::forward_as_tuple(std::forward<A>(arguments)...)) {}
        value_type item;
    };

    template <class Item>
    class basic_iterator {
      public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = ordered_map::value_type;
        using difference_type = std::ptrdiff_t;
        using pointer = Item*;
        using reference = Item&;

        basic_iterator() noexcept = default;
        /// To constant entries.
        template <class Other>
            requires std::is_same_v<Other const, Item>
        basic_iterator(basic_iterator<Other> other) noexcept : at_(other.at_) {}
        Item& operator*() const noexcept { return at_->item; }
        Item* operator->() const noexcept { return &at_->item; }
        basic_iterator& operator++() noexcept {
            at_ = static_cast<node*>(at_->next);
            return *this;
        }
        basic_iterator operator++(int) noexcept {
            auto const before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(basic_iterator a, basic_iterator b) noexcept { return a.at_ == b.at_; }

      private:
        friend class ordered_map;
        template <class>
        friend class basic_iterator;
        explicit basic_iterator(node* at) noexcept : at_(at) {}
        node* at_ = nullptr;
    };

  public:
    using iterator = basic_iterator<value_type>;
    using const_iterator = basic_iterator<value_type const>;

    ordered_map() noexcept = default;
    /// Of equal names the first is kept.
    ordered_map(std::initializer_list<value_type> entries) : ordered_map(entries.begin(), entries.end()) {}
    /// The entries of another map, such as a `std::map`; of equal names the first is kept.
    template <class Iterator>
        requires requires(Iterator i) { i->second; }
    ordered_map(Iterator first, Iterator last) : ordered_map() {
        reserve(static_cast<std::size_t>(std::distance(first, last)));
        for (; first != last; ++first) try_emplace(first->first, first->second);
    }
    ordered_map(ordered_map const& other) : ordered_map(other.begin(), other.end()) {}
    ordered_map(ordered_map&& other) noexcept : nodes_(std::exchange(other.nodes_, nullptr)) {}
    ordered_map& operator=(ordered_map other) noexcept {
        std::swap(nodes_, other.nodes_);
        return *this;
    }
    ~ordered_map() { clear(); }

    iterator begin() noexcept { return iterator(first()); }
    iterator end() noexcept { return iterator(); }
    const_iterator begin() const noexcept { return const_iterator(first()); }
    const_iterator end() const noexcept { return const_iterator(); }
    const_iterator cbegin() const noexcept { return begin(); }
    const_iterator cend() const noexcept { return end(); }
    std::size_t size() const noexcept { return nodes_ == nullptr ? 0 : nodes_->size(); }
    bool empty() const noexcept { return size() == 0; }

    iterator find(std::string_view name) noexcept { return iterator(lookup(name)); }
    const_iterator find(std::string_view name) const noexcept { return const_iterator(lookup(name)); }
    bool contains(std::string_view name) const noexcept { return lookup(name) != nullptr; }
    std::size_t count(std::string_view name) const noexcept { return contains(name) ? 1 : 0; }
    /// Throws std::out_of_range naming the name that is not there.
    T& at(std::string_view name) { return present(name).item.second; }
    T const& at(std::string_view name) const { return present(name).item.second; }
    /// The value of a name, made anew where it is not there.
    T& operator[](std::string_view name) { return try_emplace(name).first->second; }

    /// Adds an entry at the end, its value made from the arguments, unless the name is there; gives its
    /// place, and whether it was added. The name may be a `std::string`, which is moved then, or a view.
    /// Where it is there, name and arguments are left alone.
    template <class Name, class... A>
    std::pair<iterator, bool> try_emplace(Name&& name, A&&... arguments) {
        constexpr std::size_t first_room = 4;
        if (nodes_ == nullptr) nodes_ = make_nodes(first_room);
        auto const hash = nodes::hash(name);
        if (auto* const found = lookup(name, hash)) return {iterator(found), false};
        void* const memory = nodes_->take_room(sizeof(node));
        node* made;
        try {
            made = ::new (memory) node(std::forward<Name>(name), std::forward<A>(arguments)...);
        } catch (...) {
            nodes_->give_back(memory);
            throw;
        }
        made->hash = hash;
        nodes_->add(*made);
        return {iterator(made), true};
    }
    /// As `try_emplace`.
    template <class Name, class... A>
    std::pair<iterator, bool> emplace(Name&& name, A&&... arguments) {
        return try_emplace(std::forward<Name>(name), std::forward<A>(arguments)...);
    }
    /// As `try_emplace`.
    std::pair<iterator, bool> insert(value_type const& entry) {
        return try_emplace(entry.first, entry.second);
    }
    /// As `try_emplace`, but an entry that is there gets the value.
    template <class Name, class V>
    std::pair<iterator, bool> insert_or_assign(Name&& name, V&& v) {
        auto const place = try_emplace(std::forward<Name>(name), std::forward<V>(v));
        if (!place.second) place.first->second = std::forward<V>(v);
        return place;
    }

    /// Removes an entry, and tells how many that were. Takes time with the size of the map.
    std::size_t erase(std::string_view name) noexcept {
        auto* const found = lookup(name);
        if (found == nullptr) return 0;
        drop(*found);
        return 1;
    }
    /// Removes an entry, and gives the one behind it.
    iterator erase(const_iterator position) noexcept {
        iterator const after(static_cast<node*>(position.at_->next));
        drop(*position.at_);
        return after;
    }
    void clear() noexcept {
        if (nodes_ == nullptr) return;
        for (auto* at = first(); at != nullptr;) std::exchange(at, static_cast<node*>(at->next))->~node();
        nodes::free(std::exchange(nodes_, nullptr));
    }
    /// Makes room for `count` entries in all.
    void reserve(std::size_t count) {
        if (nodes_ != nullptr)
            nodes_->reserve(count);
        else if (count != 0)
            nodes_ = make_nodes(count);
    }

    /// Equal as maps: the same names with equal values, in any order.
    friend bool operator==(ordered_map const& a, ordered_map const& b) {
        if (a.size() != b.size()) return false;
        for (auto const& [name, v] : a) {
            auto const* other = b.lookup(name);
            if (other == nullptr || !(other->item.second == v)) return false;
        }
        return true;
    }

  private:
    using nodes = detail::ordered_nodes;

    static nodes* make_nodes(std::size_t count) {
        static_assert(alignof(node) <= alignof(std::max_align_t));
        return nodes::make(sizeof(node), count);
    }

    node* first() const noexcept { return nodes_ == nullptr ? nullptr : static_cast<node*>(nodes_->first()); }

    node* lookup(std::string_view name) const noexcept {
        return nodes_ == nullptr ? nullptr : lookup(name, nodes::hash(name));
    }
    node* lookup(std::string_view name, std::size_t hash) const noexcept {
        nodes::search search;
        auto* found = search.candidate(*nodes_, hash);
        while (found != nullptr && static_cast<node*>(found)->item.first != name)
            found = search.further(*found);
        return static_cast<node*>(found);
    }

    node& present(std::string_view name) const {
        auto* const found = lookup(name);
        if (found == nullptr) throw std::out_of_range("There is no \"" + std::string(name) + "\"");
        return *found;
    }

    void drop(node& gone) noexcept {
        nodes_->remove(gone);
        gone.~node();
        nodes_->give_back(&gone);
    }

    nodes* nodes_ = nullptr;
};

}  // namespace coaws
