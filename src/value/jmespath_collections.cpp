// JMESPath functions on lists and objects.
#include <algorithm>
#include <unordered_map>

#include "value/jmespath_builtins.hpp"
#include "value/jmespath_evaluator.hpp"

namespace coaws::jmespath::builtins {

namespace {

/// An element with the key that it is ordered by.
struct keyed {
    cell key;
    cell element;
};

bool less_key(keyed const& a, keyed const& b) { return less(a.key, b.key); }

/// Evaluates the key of every element. Keys must be numbers or strings, all of one type.
std::vector<keyed> keys_of(evaluator& run, args_t args, std::string_view function) {
    cell const list = args[0].given;
    std::vector<keyed> out;
    out.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        cell const element = list.element(i);
        cell const key = run.evaluate(*args[1].reference, element);
        auto const type = key.type();
        bool const orderable = type == json_type::number || type == json_type::string;
        if (!orderable || (i != 0 && type != out.front().key.type())) {
            fail_type(function, i == 0 ? "number, string" : jmespath::to_string(out.front().key.type()),
                      jmespath::to_string(type));
        }
        out.push_back({key, element});
    }
    return out;
}

/// Sorts by merging. Unlike the standard's sorts it stays within bounds whatever the comparison says, and
/// times beside texts that are none have no consistent order.
template <class T>
void merge_sort(std::vector<T>& list, bool (*before)(T const&, T const&)) {
    std::vector<T> merged(list.size());
    for (std::size_t width = 1; width < list.size(); width *= 2) {
        for (std::size_t start = 0; start < list.size(); start += 2 * width) {
            auto const at = [&](std::size_t offset) {
                return list.begin() + static_cast<std::ptrdiff_t>(std::min(start + offset, list.size()));
            };
            std::merge(at(0), at(width), at(width), at(2 * width),
                       merged.begin() + static_cast<std::ptrdiff_t>(start), before);
        }
        list.swap(merged);
    }
}

std::vector<cell> elements_of(cell list) {
    std::vector<cell> out;
    out.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) out.push_back(list.element(i));
    return out;
}

/// The greatest of the list; of equal ones the first.
cell greatest(std::vector<cell> const& list, bool (*before)(cell, cell)) {
    cell best = list.front();
    for (auto const candidate : list) {
        if (before(best, candidate)) best = candidate;
    }
    return best;
}

bool greater(cell a, cell b) { return less(b, a); }

bool less_cell(cell const& a, cell const& b) { return less(a, b); }

}  // namespace

cell keys(evaluator& run, args_t args) {
    cell_list out;
    out.reserve(args[0].given.size());
    args[0].given.for_each_member(
        [&](std::string_view name, cell) { out.push_back(run.memory().keep(value(name))); });
    return run.memory().keep(std::move(out));
}

cell values(evaluator& run, args_t args) {
    cell_list out;
    out.reserve(args[0].given.size());
    args[0].given.for_each_member([&](std::string_view, cell c) { out.push_back(c); });
    return run.memory().keep(std::move(out));
}

cell map(evaluator& run, args_t args) {
    cell const list = args[1].given;
    cell_list out;
    out.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i)
        out.push_back(run.evaluate(*args[0].reference, list.element(i)));
    return run.memory().keep(std::move(out));
}

cell max(evaluator&, args_t args) {
    return args[0].given.size() == 0 ? cell() : greatest(elements_of(args[0].given), less);
}

cell min(evaluator&, args_t args) {
    return args[0].given.size() == 0 ? cell() : greatest(elements_of(args[0].given), greater);
}

cell max_by(evaluator& run, args_t args) {
    auto const list = keys_of(run, args, "max_by");
    return list.empty() ? cell() : std::max_element(list.begin(), list.end(), less_key)->element;
}

cell min_by(evaluator& run, args_t args) {
    auto const list = keys_of(run, args, "min_by");
    return list.empty() ? cell() : std::min_element(list.begin(), list.end(), less_key)->element;
}

cell merge(evaluator& run, args_t args) {
    cell_map out;
    std::unordered_map<std::string_view, std::size_t> places;
    for (auto const& object : args) {
        object.given.for_each_member([&](std::string_view name, cell c) {
            auto const [place, is_new] = places.try_emplace(name, out.size());
            if (is_new) {
                out.emplace_back(name, c);
            } else {
                out[place->second].second = c;
            }
        });
    }
    return run.memory().keep(std::move(out));
}

cell not_null(evaluator&, args_t args) {
    for (auto const& candidate : args) {
        if (!candidate.given.is_null()) return candidate.given;
    }
    return {};
}

cell sort(evaluator& run, args_t args) {
    cell_list out = elements_of(args[0].given);
    merge_sort(out, less_cell);
    return run.memory().keep(std::move(out));
}

cell sort_by(evaluator& run, args_t args) {
    auto list = keys_of(run, args, "sort_by");
    merge_sort(list, less_key);
    cell_list out;
    out.reserve(list.size());
    for (auto const& entry : list) out.push_back(entry.element);
    return run.memory().keep(std::move(out));
}

cell to_array(evaluator& run, args_t args) {
    if (args[0].given.is_array()) return args[0].given;
    return run.memory().keep(cell_list(1, args[0].given));
}

}  // namespace coaws::jmespath::builtins
