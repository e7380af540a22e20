// The tree of registrations behind an emitter.
#pragma once

#include <coaws/event/emitter.hpp>
#include <map>
#include <memory>
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
class prefix_tree {
  public:
    /// Adds a handler; false when its non-empty unique id is already there.
    bool insert(std::vector<std::string_view> const& name, registration r, handler_position position);
    /// Removes by unique id; false when there was none.
    bool remove(std::vector<std::string_view> const& name, std::string_view unique_id);
    std::vector<handler_ptr> search(std::vector<std::string_view> const& name) const;

  private:
    struct node {
        std::vector<registration> lists[3];  // first, normal, last
        std::map<std::string, node, std::less<>> children;
    };

    static void collect(node const& at, std::vector<std::string_view> const& name, std::size_t depth,
                        std::vector<handler_ptr>& out);

    node root_;
};

}  // namespace coaws::event_detail
