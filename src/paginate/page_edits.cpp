// Cutting pages to size: the front of a resumed page, the end of the last one (PAGE-04, PAGE-06).
#include "paginate/page_edits.hpp"

#include <algorithm>
#include <coaws/base/text.hpp>

namespace coaws::paginate {
namespace {

bool continues_code_point(char c) noexcept { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

/// Where the code point of that number begins.
std::size_t code_point_offset(std::string_view text, std::int64_t number) noexcept {
    std::size_t at = 0;
    for (; number > 0 && at < text.size(); --number) {
        ++at;
        while (at < text.size() && continues_code_point(text[at])) ++at;
    }
    return at;
}

std::ptrdiff_t clamped(std::int64_t count, std::size_t size) noexcept {
    return static_cast<std::ptrdiff_t>(std::min(count, static_cast<std::int64_t>(size)));
}

/// The entries from `first` up to `last`, moved out.
value_map taken(value_map& map, std::ptrdiff_t first, std::ptrdiff_t last) {
    value_map some;
    for (auto entry = map.begin() + first; entry != map.begin() + last; ++entry)
        some.append(std::move(entry->first), std::move(entry->second));
    return some;
}

void cut_back(value& items, std::int64_t count) {
    if (auto* list = items.get_if<value_list>()) {
        list->erase(list->begin() + clamped(count, list->size()), list->end());
    } else if (auto* text = items.get_if<std::string>()) {
        text->resize(code_point_offset(*text, count));
    } else if (auto* map = items.get_if<value_map>()) {
        *map = taken(*map, 0, clamped(count, map->size()));
    }
}

void cut_front(value& items, std::int64_t count) {
    if (auto* list = items.get_if<value_list>()) {
        list->erase(list->begin(), list->begin() + clamped(count, list->size()));
    } else if (auto* text = items.get_if<std::string>()) {
        text->erase(0, code_point_offset(*text, count));
    } else if (auto* map = items.get_if<value_map>()) {
        // botocore loses the map here; a resumed run would miss what the run before has not given.
        *map = taken(*map, clamped(count, map->size()), static_cast<std::ptrdiff_t>(map->size()));
    } else {
        items = value();
    }
}

/// What a secondary result counts as on a resumed page: numbers tell about the service's work, and stay.
value emptied(value const& sample) {
    if (sample.is_list()) return value_list();
    if (sample.is_string()) return std::string();
    if (sample.is_number() || sample.is_bool()) return sample;
    return {};
}

/// Applies a cut at a place of the page, which then exists even where nothing was.
template <class Cut>
void edit(value& page, page_path const& path, Cut cut) {
    if (auto* place = path.locate(page)) return cut(*place);
    value storage;
    value copy = path.search(page, storage);
    cut(copy);
    path.set(page, std::move(copy));
}

}  // namespace

std::int64_t item_count(value const& items) noexcept {
    if (auto const* text = items.get_if<std::string>()) return static_cast<std::int64_t>(utf8_length(*text));
    return static_cast<std::int64_t>(items.size());
}

void keep_front(value& page, page_path const& primary, std::int64_t count) {
    edit(page, primary, [count](value& items) { cut_back(items, count); });
}

void skip_front(value& page, page_plan const& plan, std::int64_t offset) {
    for (std::size_t i = 0; i < plan.result_keys.size(); ++i) {
        if (i == 0) {
            edit(page, plan.result_keys[i], [offset](value& items) { cut_front(items, offset); });
        } else {
            edit(page, plan.result_keys[i], [](value& items) { items = emptied(items); });
        }
    }
}

}  // namespace coaws::paginate
