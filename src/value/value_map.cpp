// The map of values: look-up, insertion, comparison.
#include <algorithm>
#include <coaws/value/value.hpp>

namespace coaws {

namespace {

std::string missing_member_text(std::string_view key, value_map const& map) {
    constexpr std::size_t most_names = 20;
    std::string text = "There is no member \"" + std::string(key) + "\"";
    if (map.empty()) return text + " (the map is empty)";
    text += "; there are: ";
    std::size_t count = 0;
    for (auto const& entry : map) {
        if (count == most_names) return text + ", ...";
        if (count++ != 0) text += ", ";
        text += entry.first;
    }
    return text;
}

}  // namespace

value* value_map::find(std::string_view key) noexcept {
    for (auto& entry : entries_) {
        if (entry.first == key) return &entry.second;
    }
    return nullptr;
}

value const* value_map::find(std::string_view key) const noexcept {
    for (auto const& entry : entries_) {
        if (entry.first == key) return &entry.second;
    }
    return nullptr;
}

value& value_map::at(std::string_view key) {
    if (auto* found = find(key)) return *found;
    throw bad_value_access(missing_member_text(key, *this));
}

value const& value_map::at(std::string_view key) const {
    if (auto const* found = find(key)) return *found;
    throw bad_value_access(missing_member_text(key, *this));
}

value& value_map::operator[](std::string_view key) {
    if (auto* found = find(key)) return *found;
    return append(std::string(key), value());
}

value& value_map::append(std::string key, value v) {
    return entries_.emplace_back(std::move(key), std::move(v)).second;
}

bool value_map::erase(std::string_view key) {
    auto const position =
        std::find_if(entries_.begin(), entries_.end(), [key](entry const& e) { return e.first == key; });
    if (position == entries_.end()) return false;
    entries_.erase(position);
    return true;
}

bool value_map::operator==(value_map const& other) const {
    if (entries_.size() != other.entries_.size()) return false;
    // Mostly both maps have the same order, so the same position is tried before a search.
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        auto const& [key, mine] = entries_[i];
        value const* theirs = other.entries_[i].first == key ? &other.entries_[i].second : other.find(key);
        if (theirs == nullptr || !(mine == *theirs)) return false;
    }
    return true;
}

}  // namespace coaws
