// The memory of ordered maps, and finding their nodes.
#include <algorithm>
#include <bit>
#include <coaws/base/ordered_nodes.hpp>
#include <functional>
#include <limits>
#include <new>

namespace coaws::detail {

namespace {

/// With as many entries a map is searched from its start: that is as fast.
constexpr std::size_t most_scanned = 16;

constexpr std::size_t align_up(std::size_t size) noexcept {
    constexpr std::size_t unit = alignof(std::max_align_t);
    return (size + unit - 1) / unit * unit;
}

void* allocate(std::size_t head, std::size_t node_size, std::size_t count) {
    if (count > (std::numeric_limits<std::size_t>::max() - head) / node_size) throw std::bad_alloc();
    return ::operator new(head + node_size * count);
}

}  // namespace

struct ordered_nodes::block {
    block* next;
};

ordered_node ordered_nodes::removed_;

ordered_nodes* ordered_nodes::make(std::size_t node_size, std::size_t count) {
    constexpr std::size_t head = align_up(sizeof(ordered_nodes));
    auto* const memory = static_cast<char*>(allocate(head, node_size, count));
    auto* const made = ::new (memory) ordered_nodes;
    made->free_ = memory + head;
    made->end_ = made->free_ + node_size * count;
    made->capacity_ = count;
    return made;
}

void ordered_nodes::free(ordered_nodes* nodes) noexcept {
    for (auto* at = nodes->blocks_; at != nullptr;) {
        auto* const next = at->next;
        ::operator delete(at);
        at = next;
    }
    ::operator delete(nodes->table_);
    nodes->~ordered_nodes();
    ::operator delete(nodes);
}

std::size_t ordered_nodes::hash(std::string_view name) noexcept {
    return std::hash<std::string_view>()(name);
}

void ordered_nodes::add_block(std::size_t node_size) {
    constexpr std::size_t head = align_up(sizeof(block));
    auto const count = std::max(capacity_, wanted_);
    auto* const memory = static_cast<char*>(allocate(head, node_size, count));
    blocks_ = ::new (memory) block{blocks_};
    free_ = memory + head;
    end_ = free_ + node_size * count;
    capacity_ += count;
    wanted_ = 0;
}

void ordered_nodes::give_back(void* memory) noexcept {
    auto* const kept = ::new (memory) ordered_node;
    kept->next = spare_;
    spare_ = kept;
}

void ordered_nodes::add(ordered_node& made) noexcept {
    (first_ == nullptr ? first_ : last_->next) = &made;
    last_ = &made;
    ++size_;
    if (size_ <= most_scanned && table_ == nullptr) return;
    if (table_ == nullptr || 2 * (used_ + 1) > mask_ + 1)
        rebuild_table();
    else
        enter(made);
}

void ordered_nodes::remove(ordered_node& gone) noexcept {
    ordered_node* before = nullptr;
    for (auto* at = first_; at != &gone; at = at->next) before = at;
    (before == nullptr ? first_ : before->next) = gone.next;
    if (last_ == &gone) last_ = before;
    --size_;
    if (table_ == nullptr) return;
    auto at = gone.hash & mask_;
    while (table_[at] != &gone) at = (at + 1) & mask_;
    table_[at] = &removed_;
}

void ordered_nodes::enter(ordered_node& added) noexcept {
    auto at = added.hash & mask_;
    while (table_[at] != nullptr) at = (at + 1) & mask_;
    table_[at] = &added;
    ++used_;
}

/// Where there is no memory for a table, entries are found without.
void ordered_nodes::rebuild_table() noexcept {
    auto const places = std::bit_ceil(2 * std::max(size_ + 1, capacity_));
    ::operator delete(table_);
    table_ = static_cast<ordered_node**>(::operator new(places * sizeof(ordered_node*), std::nothrow));
    used_ = 0;
    if (table_ == nullptr) return;
    std::fill_n(table_, places, nullptr);
    mask_ = places - 1;
    for (auto* at = first_; at != nullptr; at = at->next) enter(*at);
}

}  // namespace coaws::detail
