// Keys that occur more than once while a map is filled by appending.
#include <unordered_map>

#include "value/repeated_keys.hpp"

namespace coaws::detail {

namespace {

bool has_repeated_key_of_few(value_map const& map) {
    for (auto a = map.begin(); a != map.end(); ++a) {
        for (auto b = map.begin(); b != a; ++b) {
            if (a->first == b->first) return true;
        }
    }
    return false;
}

}  // namespace

void drop_repeated_keys(value_map& map) {
    constexpr std::size_t few = 12;
    if (map.size() < 2 || (map.size() <= few && !has_repeated_key_of_few(map))) return;

    std::unordered_map<std::string_view, value_map::iterator> first_of;
    first_of.reserve(map.size());
    bool repeated = false;
    for (auto entry = map.begin(); entry != map.end(); ++entry) {
        auto const [place, is_new] = first_of.try_emplace(entry->first, entry);
        if (is_new) continue;
        place->second->second = std::move(entry->second);
        repeated = true;
    }
    if (!repeated) return;

    value_map kept;
    kept.reserve(first_of.size());
    // The views of the index point into the old entries, so these are moved out only once the index has
    // answered.
    for (auto entry = map.begin(); entry != map.end(); ++entry) {
        auto const place = first_of.find(entry->first);
        if (place == first_of.end() || place->second != entry) continue;
        first_of.erase(place);
        kept.append(std::move(entry->first), std::move(entry->second));
    }
    map = std::move(kept);
}

}  // namespace coaws::detail
