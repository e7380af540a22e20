// One evaluation of a compiled rule set.
#pragma once

#include "endpoint/functions.hpp"
#include "endpoint/program.hpp"

#include <cstddef>
#include <memory_resource>
#include <span>
#include <string>
#include <vector>

namespace coaws::endpoint::detail {

/// Walks the rules over a scope of slots. Made on the stack for one resolution; allocates only for its result
/// and, through the scratch memory, for encoded texts and very large scopes.
class evaluator {
  public:
    evaluator(program const& p, scratch& memory)
        : program_(p), memory_(memory), scope_(p.slot_names.size(), &memory) {}

    /// The value of a name before the first rule.
    void set(std::size_t slot, datum d) noexcept { scope_[slot] = d; }

    /// Fills `out` from the first endpoint rule that matches; false when none does. Throws
    /// endpoint_resolution_error for error rules and faulty rules.
    bool run(endpoint& out);

  private:
    bool run_rule(rule const& r, endpoint& out);
    bool run_children(rule const& r, endpoint& out);
    datum evaluate(std::uint32_t index);
    datum call(expression const& e);
    void assign(std::int32_t slot, datum d);
    void leave_scope(std::size_t mark) noexcept;
    datum partition_of_region(datum const& region);

    datum piece_value(compiled_piece const& piece);
    datum expand(compiled_template const& t);
    void expand_to(compiled_template const& t, std::string& out);
    void build(compiled_endpoint const& source, endpoint& out);
    value build_property(property const& p);

    program const& program_;
    scratch& memory_;
    std::pmr::vector<datum> scope_;
    std::pmr::vector<std::int32_t> assigned_{
        &memory_};  ///< slots in the order of their assignment, to undo it
    datum last_region_;
    datum last_partition_;
};

}  // namespace coaws::endpoint::detail
