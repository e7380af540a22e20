// What must not be printed, and what JSON has no kind for.
#include <string>
#include <unordered_set>
#include <vector>

#include "value/sensitive.hpp"

namespace coaws::detail {

namespace {

void add_targets(schema const& s, std::vector<schema const*>& waiting) {
    switch (s.type()) {
        case shape_type::structure:
            for (std::size_t i = 0; i < s.member_count(); ++i) waiting.push_back(&s.member(i));
            return;
        case shape_type::list:
            waiting.push_back(&s.element());
            return;
        case shape_type::map:
            waiting.push_back(&s.key());
            waiting.push_back(&s.mapped());
            return;
        default:
            return;
    }
}

}  // namespace

bool holds_sensitive(schema const& s) {
    std::vector<schema const*> waiting{&s};
    std::unordered_set<schema const*> met;
    while (!waiting.empty()) {
        auto const* next = waiting.back();
        waiting.pop_back();
        if (next->traits().sensitive) return true;
        if (met.insert(next).second) add_targets(*next, waiting);
    }
    return false;
}

value const* find_beyond_json(value const& v, int levels) noexcept {
    if (v.is_blob() || v.is_timestamp() || v.is_body() || levels == 0) return &v;
    if (auto const* list = v.get_if<value_list>()) {
        for (auto const& element : *list) {
            if (auto const* found = find_beyond_json(element, levels - 1)) return found;
        }
    } else if (auto const* map = v.get_if<value_map>()) {
        for (auto const& entry : *map) {
            if (auto const* found = find_beyond_json(entry.second, levels - 1)) return found;
        }
    }
    return nullptr;
}

}  // namespace coaws::detail
