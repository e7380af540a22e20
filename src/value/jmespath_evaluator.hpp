// Evaluating a JMESPath syntax tree.
#pragma once

#include "value/jmespath_ast.hpp"
#include "value/jmespath_cell.hpp"

namespace coaws::jmespath {

/// One evaluation; the tree and the document must outlive it, the result refers to all three.
class evaluator {
  public:
    using node = expression::node;

    cell evaluate(node const& n, cell on);
    arena& memory() noexcept { return memory_; }

  private:
    cell evaluate_sequence(node const& n, cell on);
    cell evaluate_any_of(node const& n, cell on);
    cell evaluate_all_of(node const& n, cell on);
    cell evaluate_index(node const& n, cell on);
    cell evaluate_slice(node const& n, cell on);
    cell evaluate_comparison(node const& n, cell on);
    cell evaluate_list_projection(node const& n, cell on);
    cell evaluate_object_projection(node const& n, cell on);
    cell evaluate_filter(node const& n, cell on);
    cell evaluate_flatten(node const& n, cell on);
    cell evaluate_multi_list(node const& n, cell on);
    cell evaluate_multi_hash(node const& n, cell on);
    cell evaluate_call(node const& n, cell on);

    arena memory_;
};

/// The cells of true and false; they live as long as the program.
cell boolean_cell(bool b) noexcept;

}  // namespace coaws::jmespath
