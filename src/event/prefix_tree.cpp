// The tree of registrations behind an emitter.
#include "event/prefix_tree.hpp"

#include <algorithm>

namespace coaws::event_detail {

bool prefix_tree::insert(std::vector<std::string_view> const& name, registration r,
                         handler_position position) {
    node* at = &root_;
    for (auto part : name) {
        auto found = at->children.find(part);
        if (found == at->children.end()) found = at->children.try_emplace(std::string(part)).first;
        at = &found->second;
    }
    if (!r.unique_id.empty()) {
        for (auto const& list : at->lists)
            if (std::ranges::any_of(list, [&](auto const& have) { return have.unique_id == r.unique_id; }))
                return false;
    }
    at->lists[static_cast<std::size_t>(position)].push_back(std::move(r));
    return true;
}

bool prefix_tree::remove(std::vector<std::string_view> const& name, std::string_view unique_id) {
    node* at = &root_;
    for (auto part : name) {
        auto found = at->children.find(part);
        if (found == at->children.end()) return false;
        at = &found->second;
    }
    bool removed = false;
    for (auto& list : at->lists)
        removed |= std::erase_if(list, [&](auto const& have) { return have.unique_id == unique_id; }) != 0;
    return removed;
}

std::vector<handler_ptr> prefix_tree::search(std::vector<std::string_view> const& name) const {
    std::vector<handler_ptr> out;
    collect(root_, name, 0, out);
    return out;
}

void prefix_tree::collect(node const& at, std::vector<std::string_view> const& name, std::size_t depth,
                          std::vector<handler_ptr>& out) {
    if (depth < name.size()) {
        // Post-order, wildcard branch first: what is deeper, or matched by `*`, precedes.
        if (auto wildcard = at.children.find("*"); wildcard != at.children.end())
            collect(wildcard->second, name, depth + 1, out);
        if (auto literal = at.children.find(name[depth]); literal != at.children.end() && name[depth] != "*")
            collect(literal->second, name, depth + 1, out);
    }
    for (auto const& list : at.lists)
        for (auto const& r : list) out.push_back(r.handler);
}

}  // namespace coaws::event_detail
