// Evaluating a JMESPath syntax tree.
#include <algorithm>
#include <limits>

#include "value/jmespath_evaluator.hpp"
#include "value/jmespath_functions.hpp"

namespace coaws::jmespath {

namespace {

/// First element, end and step of a slice over `size` elements, clamped.
struct slice_walk {
    std::int64_t start, stop, step;
};

std::int64_t clamp_bound(std::int64_t bound, std::int64_t size, bool backwards) noexcept {
    if (bound < 0) {
        bound = bound < -size ? -1 : bound + size;
        if (bound < 0) return backwards ? -1 : 0;
    }
    return std::min(bound, backwards ? size - 1 : size);
}

slice_walk walk_of(slice_range const& range, std::int64_t size) {
    std::int64_t const step = range.step.value_or(1);
    if (step == 0) {
        throw jmespath_error(error_kind_t::invalid_value,
                             "In a slice of a jmespath expression, the step must not be 0");
    }
    bool const backwards = step < 0;
    std::int64_t const start =
        range.start ? clamp_bound(*range.start, size, backwards) : (backwards ? size - 1 : 0);
    std::int64_t const stop =
        range.stop ? clamp_bound(*range.stop, size, backwards) : (backwards ? -1 : size);
    return {start, stop, step};
}

}  // namespace

cell boolean_cell(bool b) noexcept {
    static value const yes(true);
    static value const no(false);
    return cell(b ? yes : no);
}

cell evaluator::evaluate(node const& n, cell on) {
    switch (n.kind) {
        case node_kind::current:
            return on;
        case node_kind::field:
            return on.member(n.name);
        case node_kind::index:
            return evaluate_index(n, on);
        case node_kind::slice:
            return evaluate_slice(n, on);
        case node_kind::literal:
            return cell(n.literal);
        case node_kind::sequence:
            return evaluate_sequence(n, on);
        case node_kind::any_of:
            return evaluate_any_of(n, on);
        case node_kind::all_of:
            return evaluate_all_of(n, on);
        case node_kind::negation:
            return boolean_cell(!evaluate(n.children[0], on).is_true());
        case node_kind::comparison:
            return evaluate_comparison(n, on);
        case node_kind::list_projection:
            return evaluate_list_projection(n, on);
        case node_kind::object_projection:
            return evaluate_object_projection(n, on);
        case node_kind::filter:
            return evaluate_filter(n, on);
        case node_kind::flatten:
            return evaluate_flatten(n, on);
        case node_kind::multi_list:
            return evaluate_multi_list(n, on);
        case node_kind::multi_hash:
            return evaluate_multi_hash(n, on);
        case node_kind::function:
            return evaluate_call(n, on);
        case node_kind::reference:
            break;  // the parser lets it stand as an argument only
    }
    return {};
}

cell evaluator::evaluate_sequence(node const& n, cell on) {
    for (auto const& child : n.children) on = evaluate(child, on);
    return on;
}

cell evaluator::evaluate_any_of(node const& n, cell on) {
    cell last;
    for (auto const& child : n.children) {
        last = evaluate(child, on);
        if (last.is_true()) break;
    }
    return last;
}

cell evaluator::evaluate_all_of(node const& n, cell on) {
    cell last;
    for (auto const& child : n.children) {
        last = evaluate(child, on);
        if (!last.is_true()) break;
    }
    return last;
}

cell evaluator::evaluate_index(node const& n, cell on) {
    if (!on.is_array()) return {};
    auto const size = static_cast<std::int64_t>(on.size());
    if (n.index >= size || n.index < -size) return {};
    return on.element(static_cast<std::size_t>(n.index < 0 ? n.index + size : n.index));
}

cell evaluator::evaluate_slice(node const& n, cell on) {
    if (!on.is_array()) return {};
    auto const walk = walk_of(n.range, static_cast<std::int64_t>(on.size()));
    cell_list out;
    std::int64_t i = walk.start;
    while (walk.step > 0 ? i < walk.stop : i > walk.stop) {
        out.push_back(on.element(static_cast<std::size_t>(i)));
        // Huge steps must not overflow: compare with what is left instead.
        if (walk.step > 0 ? walk.step >= walk.stop - i : walk.step <= walk.stop - i) break;
        i += walk.step;
    }
    return memory_.keep(std::move(out));
}

cell evaluator::evaluate_comparison(node const& n, cell on) {
    cell const left = evaluate(n.children[0], on);
    cell const right = evaluate(n.children[1], on);
    if (n.relation == relation_kind::equal) return boolean_cell(equal(left, right));
    if (n.relation == relation_kind::not_equal) return boolean_cell(!equal(left, right));
    if (!ordered(left, right)) return {};
    switch (n.relation) {
        case relation_kind::less:
            return boolean_cell(less(left, right));
        case relation_kind::less_equal:
            return boolean_cell(less(left, right) || equal(left, right));
        case relation_kind::greater:
            return boolean_cell(less(right, left));
        default:
            return boolean_cell(less(right, left) || equal(left, right));
    }
}

cell evaluator::evaluate_list_projection(node const& n, cell on) {
    cell const base = evaluate(n.children[0], on);
    if (!base.is_array()) return {};
    auto const& projected = n.children[1];
    // `list[]` alone: the flattened list has been made for us already.
    bool const as_it_is = projected.kind == node_kind::current;
    cell_list out;
    out.reserve(base.size());
    for (std::size_t i = 0; i < base.size(); ++i) {
        cell const element = base.element(i);
        cell const made = as_it_is ? element : evaluate(projected, element);
        if (!made.is_null()) out.push_back(made);
    }
    return memory_.keep(std::move(out));
}

cell evaluator::evaluate_object_projection(node const& n, cell on) {
    cell const base = evaluate(n.children[0], on);
    if (!base.is_object()) return {};
    cell_list out;
    out.reserve(base.size());
    base.for_each_member([&](std::string_view, cell element) {
        cell const made = evaluate(n.children[1], element);
        if (!made.is_null()) out.push_back(made);
    });
    return memory_.keep(std::move(out));
}

cell evaluator::evaluate_filter(node const& n, cell on) {
    cell const base = evaluate(n.children[0], on);
    if (!base.is_array()) return {};
    cell_list out;
    for (std::size_t i = 0; i < base.size(); ++i) {
        cell const element = base.element(i);
        if (!evaluate(n.children[1], element).is_true()) continue;
        cell const made = evaluate(n.children[2], element);
        if (!made.is_null()) out.push_back(made);
    }
    return memory_.keep(std::move(out));
}

cell evaluator::evaluate_flatten(node const& n, cell on) {
    cell const base = evaluate(n.children[0], on);
    if (!base.is_array()) return {};
    cell_list out;
    out.reserve(base.size());
    for (std::size_t i = 0; i < base.size(); ++i) {
        cell const element = base.element(i);
        if (element.is_array()) {
            for (std::size_t j = 0; j < element.size(); ++j) out.push_back(element.element(j));
        } else {
            out.push_back(element);
        }
    }
    return memory_.keep(std::move(out));
}

cell evaluator::evaluate_multi_list(node const& n, cell on) {
    if (on.is_null()) return {};
    cell_list out;
    out.reserve(n.children.size());
    for (auto const& child : n.children) out.push_back(evaluate(child, on));
    return memory_.keep(std::move(out));
}

cell evaluator::evaluate_multi_hash(node const& n, cell on) {
    if (on.is_null()) return {};
    cell_map out;
    out.reserve(n.children.size());
    for (std::size_t i = 0; i < n.children.size(); ++i) {
        std::string_view const name = n.names[i];
        cell const made = evaluate(n.children[i], on);
        auto const same =
            std::find_if(out.begin(), out.end(), [name](auto const& e) { return e.first == name; });
        if (same == out.end()) {
            out.emplace_back(name, made);
        } else {
            same->second = made;
        }
    }
    return memory_.keep(std::move(out));
}

cell evaluator::evaluate_call(node const& n, cell on) {
    std::vector<argument> arguments(n.children.size());
    for (std::size_t i = 0; i < n.children.size(); ++i) {
        auto const& child = n.children[i];
        if (child.kind == node_kind::reference) {
            arguments[i].reference = &child.children[0];
        } else {
            arguments[i].given = evaluate(child, on);
        }
    }
    return call_function(*n.function, *this, arguments);
}

}  // namespace coaws::jmespath
