// What a client knows of discovered endpoints, and what to do where it knows nothing.
#include "customization/general/discovered_endpoints.hpp"

#include <algorithm>
#include <cstddef>

namespace coaws::customization {

namespace {

// Identifiers are parameters of the caller's, so keys may be many.
constexpr std::size_t most_entries = 1000;
constexpr auto block_time = std::chrono::seconds(60);

using step = discovered_endpoints::step;
using action = discovered_endpoints::action;

step use(std::string const& address) {
    step s;
    s.action = action::use;
    s.address = address;
    return s;
}

}  // namespace

/// An expired endpoint is better than none.
step discovered_endpoints::without_answer(entry const& e, bool required) {
    if (!e.endpoints.empty()) return use(e.endpoints.front().address);
    step s;
    s.action = required ? action::give_up : action::go_without;
    return s;
}

step discovered_endpoints::begin(std::string const& key, timestamp now, bool required) {
    std::lock_guard lock(guard_);
    if (entries_.size() >= most_entries && !entries_.contains(key)) entries_.clear();
    auto& e = entries_[key];
    auto const fresh =
        std::ranges::find_if(e.endpoints, [now](discovered_endpoint const& d) { return now < d.expires; });
    if (fresh != e.endpoints.end()) return use(fresh->address);
    bool const blocked = e.blocked_until && now < *e.blocked_until;
    bool const has_old = !e.endpoints.empty();
    if (has_old && (blocked || e.asking)) return use(e.endpoints.front().address);
    if (blocked && !required) return without_answer(e, required);
    e.asking = true;
    step s;
    s.action = action::ask;
    return s;
}

step discovered_endpoints::answered(std::string const& key, std::vector<discovered_endpoint> endpoints,
                                    bool required) {
    std::lock_guard lock(guard_);
    auto& e = entries_[key];
    e.asking = false;
    e.blocked_until.reset();
    e.endpoints = std::move(endpoints);
    return without_answer(e, required);
}

step discovered_endpoints::failed(std::string const& key, timestamp now, bool required) {
    std::lock_guard lock(guard_);
    auto& e = entries_[key];
    e.asking = false;
    e.blocked_until = now + block_time;
    return without_answer(e, required);
}

void discovered_endpoints::abandoned(std::string_view key) {
    std::lock_guard lock(guard_);
    if (auto const at = entries_.find(key); at != entries_.end()) at->second.asking = false;
}

void discovered_endpoints::forget(std::string_view key) {
    std::lock_guard lock(guard_);
    if (auto const at = entries_.find(key); at != entries_.end()) at->second.endpoints.clear();
}

}  // namespace coaws::customization
