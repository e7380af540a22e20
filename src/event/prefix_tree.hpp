// The tree of registrations behind an emitter.
#pragma once

#include <coaws/event/emitter.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::event_detail {

/// One registration.
struct registration {
    handler_ptr handler;
    std::string unique_id;
};

/// Handlers by dotted name, found in the order of EVT-R2: deeper before shallower, and at one depth the
/// wildcard's branch before the literal's.
///
/// A copy costs nothing: nodes are never changed, and a change makes those on the way to its place anew.
/// Every client has a copy of its session's tree.
class prefix_tree {
  public:
    using name_parts = std::span<std::string_view const>;

    prefix_tree();
    /// Adds a handler; false when its non-empty unique id is already there.
    bool insert(name_parts name, registration r, handler_position position);
    /// Removes by unique id; false when there was none.
    bool remove(name_parts name, std::string_view unique_id);
    std::vector<handler_ptr> search(name_parts name) const;

  private:
    struct node;
    using node_ptr = std::shared_ptr<node const>;

    /// Copies the nodes on the way to `name`, made where there are none; the copies become the tree when
    /// `change` of the last one's answers true.
    template <class Change>
    bool edit(name_parts name, Change change);
    static void collect(node const& at, name_parts rest, std::vector<handler_ptr>& out);

    node_ptr root_;
};

}  // namespace coaws::event_detail
