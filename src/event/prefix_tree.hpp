// The tree of registrations behind an emitter.
#pragma once

#include <coaws/event/emitter.hpp>
#include <cstdint>
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
/// A copy costs nothing: it shares its nodes, and a change first makes those on the way to its place anew,
/// unless this tree has made them since it was copied last. Every client has a copy of its session's tree.
/// Not thread-safe; copying counts as a change of the original.
class prefix_tree {
  public:
    using name_parts = std::span<std::string_view const>;

    prefix_tree();
    prefix_tree(prefix_tree const& other);
    prefix_tree& operator=(prefix_tree const& other);
    /// Adds a handler; false when its non-empty unique id is already there.
    bool insert(name_parts name, registration r, handler_position position);
    /// Removes by unique id; false when there was none.
    bool remove(name_parts name, std::string_view unique_id);
    std::vector<handler_ptr> search(name_parts name) const;

  private:
    struct node;
    using node_ptr = std::shared_ptr<node>;

    /// The node in this place, a copy of it where others may share it.
    node& own(node_ptr& place);
    /// The node of a name, made where there is none.
    node& own(name_parts name);
    static void collect(node const& at, name_parts rest, std::vector<handler_ptr>& out);

    node_ptr root_;
    mutable std::uint64_t owner_;  ///< marks the nodes that only this tree has
};

}  // namespace coaws::event_detail
