// The tree of registrations behind an emitter.
#include "event/prefix_tree.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <utility>

namespace coaws::event_detail {

namespace {

std::uint64_t next_owner() noexcept {
    static std::atomic<std::uint64_t> last{0};
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

}  // namespace

struct prefix_tree::node {
    std::uint64_t owner = 0;
    std::string name;
    std::vector<node_ptr> children;      // by name
    std::vector<registration> lists[3];  // first, normal, last

    std::size_t place_of(std::string_view child) const {
        auto const at = std::ranges::lower_bound(children, child, {},
                                                 [](node_ptr const& n) { return std::string_view(n->name); });
        return static_cast<std::size_t>(at - children.begin());
    }
    bool has(std::string_view child, std::size_t place) const {
        return place < children.size() && children[place]->name == child;
    }
    node const* find(std::string_view child) const {
        auto const place = place_of(child);
        return has(child, place) ? children[place].get() : nullptr;
    }
};

prefix_tree::prefix_tree() : root_(std::make_shared<node>()), owner_(next_owner()) {}

prefix_tree::prefix_tree(prefix_tree const& other) : root_(other.root_), owner_(next_owner()) {
    other.owner_ = next_owner();
}

prefix_tree& prefix_tree::operator=(prefix_tree const& other) {
    root_ = other.root_;
    owner_ = next_owner();
    other.owner_ = next_owner();
    return *this;
}

prefix_tree::node& prefix_tree::own(node_ptr& place) {
    if (place->owner != owner_) {
        place = std::make_shared<node>(*place);
        place->owner = owner_;
    }
    return *place;
}

prefix_tree::node& prefix_tree::own(name_parts name) {
    auto* at = &own(root_);
    for (auto part : name) {
        auto const place = at->place_of(part);
        if (!at->has(part, place)) {
            auto child = std::make_shared<node>();
            child->owner = owner_;
            child->name = part;
            at->children.insert(at->children.begin() + static_cast<std::ptrdiff_t>(place), std::move(child));
        }
        at = &own(at->children[place]);
    }
    return *at;
}

bool prefix_tree::insert(name_parts name, registration r, handler_position position) {
    auto& at = own(name);
    auto const is_same = [&](registration const& have) { return have.unique_id == r.unique_id; };
    if (!r.unique_id.empty())
        for (auto const& list : at.lists)
            if (std::ranges::any_of(list, is_same)) return false;
    at.lists[static_cast<std::size_t>(position)].push_back(std::move(r));
    return true;
}

bool prefix_tree::remove(name_parts name, std::string_view unique_id) {
    node const* known = root_.get();
    for (auto part : name)
        if (known = known->find(part); known == nullptr) return false;
    bool removed = false;
    for (auto& list : own(name).lists)
        removed |= std::erase_if(list, [&](auto const& have) { return have.unique_id == unique_id; }) != 0;
    return removed;
}

std::vector<handler_ptr> prefix_tree::search(name_parts name) const {
    std::vector<handler_ptr> out;
    collect(*root_, name, out);
    return out;
}

void prefix_tree::collect(node const& at, name_parts rest, std::vector<handler_ptr>& out) {
    if (!rest.empty()) {
        // Post-order, wildcard branch first: what is deeper, or matched by `*`, precedes.
        if (auto const* wildcard = at.find("*")) collect(*wildcard, rest.subspan(1), out);
        if (rest.front() != "*")
            if (auto const* literal = at.find(rest.front())) collect(*literal, rest.subspan(1), out);
    }
    for (auto const& list : at.lists)
        for (auto const& r : list) out.push_back(r.handler);
}

}  // namespace coaws::event_detail
