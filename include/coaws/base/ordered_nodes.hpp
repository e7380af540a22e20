// What ordered_map is made of, whatever it maps to. Not for users' code.
#pragma once

#include <cstddef>
#include <string_view>

namespace coaws::detail {

/// An entry of an ordered_map; the entry itself lies behind it.
struct ordered_node {
    ordered_node* next = nullptr;
    std::size_t hash = 0;  ///< of its name
};

/// The nodes of one map: their memory, their order, and a table to find them by hash once there are many. It
/// neither makes nor destroys nodes. All nodes have one size, given where memory may be needed.
class ordered_nodes {
  public:
    /// With room for `count` nodes, in one allocation. Throws std::bad_alloc.
    static ordered_nodes* make(std::size_t node_size, std::size_t count);
    /// Frees all memory; nodes have been destroyed.
    static void free(ordered_nodes* nodes) noexcept;
    static std::size_t hash(std::string_view name) noexcept;

    ordered_nodes(ordered_nodes const&) = delete;
    ordered_nodes& operator=(ordered_nodes const&) = delete;

    std::size_t size() const noexcept { return size_; }
    ordered_node* first() const noexcept { return first_; }

    /// Memory for a node. Throws std::bad_alloc.
    void* take_room(std::size_t node_size) {
        if (spare_ != nullptr) {
            void* const reused = spare_;
            spare_ = spare_->next;
            return reused;
        }
        if (free_ == end_) add_block(node_size);
        void* const fresh = free_;
        free_ += node_size;
        return fresh;
    }
    /// Keeps the memory of a node that is no more, or never was.
    void give_back(void* memory) noexcept;
    /// Adds a node at the end, its hash set.
    void add(ordered_node& made) noexcept;
    /// Takes a node out.
    void remove(ordered_node& gone) noexcept;
    /// So that there is room for `count` nodes with one allocation at most.
    void reserve(std::size_t count) noexcept {
        if (count > capacity_) wanted_ = count - capacity_;
    }

    /// The nodes with a hash, one by one: `candidate` begins, `further` goes on; null at the end.
    class search {
      public:
        ordered_node* candidate(ordered_nodes const& nodes, std::size_t hash) noexcept {
            table_ = nodes.table_;
            mask_ = nodes.mask_;
            hash_ = hash;
            at_ = hash & mask_;
            return table_ != nullptr ? probe() : scan(nodes.first_);
        }
        ordered_node* further(ordered_node const& last) noexcept {
            if (table_ == nullptr) return scan(last.next);
            at_ = (at_ + 1) & mask_;
            return probe();
        }

      private:
        ordered_node* scan(ordered_node* from) const noexcept {
            while (from != nullptr && from->hash != hash_) from = from->next;
            return from;
        }
        ordered_node* probe() noexcept {
            for (; table_[at_] != nullptr; at_ = (at_ + 1) & mask_)
                if (table_[at_]->hash == hash_ && table_[at_] != &removed_) return table_[at_];
            return nullptr;
        }

        ordered_node* const* table_ = nullptr;
        std::size_t mask_ = 0;
        std::size_t hash_ = 0;
        std::size_t at_ = 0;
    };

  private:
    struct block;

    ordered_nodes() noexcept = default;
    ~ordered_nodes() = default;

    void add_block(std::size_t node_size);
    void enter(ordered_node& added) noexcept;
    void rebuild_table() noexcept;

    static ordered_node removed_;  ///< stands in the table for a node that was taken out

    ordered_node* first_ = nullptr;
    ordered_node* last_ = nullptr;
    ordered_node* spare_ = nullptr;  ///< memory given back
    char* free_ = nullptr;           ///< of the block made last
    char* end_ = nullptr;
    block* blocks_ = nullptr;  ///< but the first one, which lies behind this object
    ordered_node** table_ = nullptr;
    std::size_t mask_ = 0;
    std::size_t used_ = 0;  ///< places of the table that are not null
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
    std::size_t wanted_ = 0;
};

}  // namespace coaws::detail
