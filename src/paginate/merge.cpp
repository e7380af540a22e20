// Many pages as one result (PAGE-07).
#include "paginate/merge.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace coaws::paginate {
namespace {

value sum(value const& a, value const& b) {
    auto const* left = a.get_if<std::int64_t>();
    auto const* right = b.get_if<std::int64_t>();
    std::int64_t total = 0;
    if (left != nullptr && right != nullptr && !__builtin_add_overflow(*left, *right, &total)) return total;
    return a.as_double() + b.as_double();
}

void add(value& whole, value part) {
    if (auto* list = whole.get_if<value_list>()) {
        if (auto* more = part.get_if<value_list>())
            list->insert(list->end(), std::make_move_iterator(more->begin()),
                         std::make_move_iterator(more->end()));
    } else if (auto* text = whole.get_if<std::string>()) {
        if (auto const* more = part.get_if<std::string>()) *text += *more;
    } else if (whole.is_number() && part.is_number()) {
        whole = sum(whole, part);
    }
}

void merge_maps(value_map& whole, value_map const& part) {
    for (auto const& [key, v] : part) {
        auto& place = whole[key];
        auto const* inner = v.get_if<value_map>();
        auto* outer = place.get_if<value_map>();
        if (inner != nullptr && outer != nullptr) {
            merge_maps(*outer, *inner);
        } else {
            place = v;
        }
    }
}

}  // namespace

void merge_page(value& whole, value page, page_plan const& plan) {
    for (auto const& key : plan.result_keys) {
        value storage;
        value* place = key.locate(page);
        value part = place != nullptr ? std::move(*place) : key.search(page, storage);
        if (part.is_null()) continue;
        auto* existing = key.locate(whole);
        if (existing != nullptr && !existing->is_null()) {
            add(*existing, std::move(part));
        } else {
            key.set(whole, std::move(part));
        }
    }
}

void merge_non_aggregate(value& whole, value_map const& part, page_plan const& plan) {
    std::vector<std::pair<page_path const*, value>> lists;
    for (auto const& key : plan.result_keys)
        if (auto* found = key.locate(whole); found != nullptr && found->is_list())
            lists.emplace_back(&key, std::move(*found));
    merge_maps(whole.as_map(), part);
    for (auto& [key, list] : lists) key->set(whole, std::move(list));
}

}  // namespace coaws::paginate
