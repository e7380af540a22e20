// Remembered endpoints of a client.
#include <algorithm>
#include <coaws/endpoint/resolution_cache.hpp>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coaws::endpoint {

namespace {

using values = std::span<parameter_value const>;

std::size_t hash_of(parameter_value const& v) noexcept {
    std::hash<std::string> const text;
    if (auto const* b = std::get_if<bool>(&v)) return *b ? 2 : 1;
    if (auto const* s = std::get_if<std::string>(&v)) return text(*s);
    std::size_t out = 3;
    if (auto const* list = std::get_if<std::vector<std::string>>(&v)) {
        for (auto const& item : *list) out = out * 31 + text(item);
    }
    return out;
}

std::size_t hash_of(values v) noexcept {
    std::size_t out = v.size();
    for (auto const& item : v) out = (out ^ (out >> 29)) * 0x9E3779B97F4A7C15u + hash_of(item);
    return out;
}

bool equal(values a, values b) noexcept { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

}  // namespace

struct resolution_cache::impl {
    struct entry {
        std::size_t hash = 0;
        std::vector<parameter_value> key;
        std::shared_ptr<endpoint const> result;
    };
    using position = std::list<entry>::iterator;

    struct locked_state {
        std::list<entry> entries;  ///< most recently used first
        std::unordered_multimap<std::size_t, position> by_hash;
    };

    std::shared_ptr<rule_set const> rules;
    std::size_t capacity = 0;
    mutable std::mutex mutex;
    locked_state state;

    std::shared_ptr<endpoint const> find(values key, std::size_t hash);
    void insert(values key, std::size_t hash, std::shared_ptr<endpoint const> result);
    void drop_oldest();
};

std::shared_ptr<endpoint const> resolution_cache::impl::find(values key, std::size_t hash) {
    auto const [first, last] = state.by_hash.equal_range(hash);
    for (auto it = first; it != last; ++it) {
        if (!equal(it->second->key, key)) continue;
        state.entries.splice(state.entries.begin(), state.entries, it->second);
        return state.entries.front().result;
    }
    return nullptr;
}

void resolution_cache::impl::insert(values key, std::size_t hash, std::shared_ptr<endpoint const> result) {
    if (find(key, hash)) return;  // another thread was faster
    while (state.entries.size() >= capacity) drop_oldest();
    entry added;
    added.hash = hash;
    added.key.assign(key.begin(), key.end());
    added.result = std::move(result);
    state.entries.push_front(std::move(added));
    state.by_hash.emplace(hash, state.entries.begin());
}

void resolution_cache::impl::drop_oldest() {
    auto const oldest = std::prev(state.entries.end());
    auto const [first, last] = state.by_hash.equal_range(oldest->hash);
    for (auto it = first; it != last; ++it) {
        if (it->second != oldest) continue;
        state.by_hash.erase(it);
        break;
    }
    state.entries.erase(oldest);
}

resolution_cache::resolution_cache(std::shared_ptr<rule_set const> rules, std::size_t capacity)
    : impl_(std::make_unique<impl>()) {
    impl_->rules = std::move(rules);
    impl_->capacity = capacity;
}

resolution_cache::~resolution_cache() = default;

std::shared_ptr<endpoint const> resolution_cache::resolve(
    std::span<parameter_value const> values_in_slot_order) {
    std::size_t hash = 0;
    {
        std::lock_guard const lock(impl_->mutex);
        // Most clients ask for the same endpoint over and over: compare before hashing.
        if (!impl_->state.entries.empty()) {
            auto const& latest = impl_->state.entries.front();
            if (equal(latest.key, values_in_slot_order)) return latest.result;
        }
        hash = hash_of(values_in_slot_order);
        if (auto found = impl_->find(values_in_slot_order, hash)) return found;
    }
    auto result = std::make_shared<endpoint const>(impl_->rules->resolve(values_in_slot_order));
    if (impl_->capacity > 0) {
        std::lock_guard const lock(impl_->mutex);
        impl_->insert(values_in_slot_order, hash, result);
    }
    return result;
}

std::size_t resolution_cache::size() const {
    std::lock_guard const lock(impl_->mutex);
    return impl_->state.entries.size();
}

}  // namespace coaws::endpoint
