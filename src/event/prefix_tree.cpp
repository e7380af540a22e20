// The tree of registrations behind an emitter.
#include "event/prefix_tree.hpp"

#include <algorithm>
#include <utility>

namespace coaws::event_detail {

struct prefix_tree::node {
    std::string name;
    std::vector<node_ptr> children;      // by name
    std::vector<registration> lists[3];  // first, normal, last

    std::vector<node_ptr>::const_iterator place_of(std::string_view child) const {
        return std::ranges::lower_bound(children, child, {},
                                        [](node_ptr const& n) { return std::string_view(n->name); });
    }
    node const* find(std::string_view child) const {
        auto const at = place_of(child);
        return at != children.end() && (*at)->name == child ? at->get() : nullptr;
    }
};

prefix_tree::prefix_tree() : root_(std::make_shared<node const>()) {}

template <class Change>
bool prefix_tree::edit(name_parts name, Change change) {
    auto fresh = std::make_shared<node>(*root_);
    auto const root = fresh;
    for (auto part : name) {
        auto const at = fresh->place_of(part) - fresh->children.begin();
        auto const place = fresh->children.begin() + at;
        bool const found = place != fresh->children.end() && (*place)->name == part;
        auto child = found ? std::make_shared<node>(**place) : std::make_shared<node>();
        if (found) {
            *place = child;
        } else {
            child->name = part;
            fresh->children.insert(place, child);
        }
        fresh = std::move(child);
    }
    if (!change(*fresh)) return false;
    root_ = root;
    return true;
}

bool prefix_tree::insert(name_parts name, registration r, handler_position position) {
    return edit(name, [&](node& at) {
        if (!r.unique_id.empty()) {
            for (auto const& list : at.lists)
                if (std::ranges::any_of(list,
                                        [&](auto const& have) { return have.unique_id == r.unique_id; }))
                    return false;
        }
        at.lists[static_cast<std::size_t>(position)].push_back(std::move(r));
        return true;
    });
}

bool prefix_tree::remove(name_parts name, std::string_view unique_id) {
    return edit(name, [&](node& at) {
        bool removed = false;
        for (auto& list : at.lists)
            removed |=
                std::erase_if(list, [&](auto const& have) { return have.unique_id == unique_id; }) != 0;
        return removed;
    });
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
