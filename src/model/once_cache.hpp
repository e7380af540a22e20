// Values made once per key, whatever thread asks first.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace coaws::model {

/// A cache in which each key is made by one thread while others that want it wait, and those that want other
/// keys don't. A maker that throws leaves the key unmade.
template <class T>
class once_cache {
  public:
    /// The value of the key, from `make()` on first use. The reference lives as long as the cache.
    template <class Make>
    T const& get(std::string_view key, Make&& make) {
        auto slot = find_slot(key);
        std::lock_guard lock(slot->guard);
        if (!slot->value) slot->value = std::make_unique<T const>(std::forward<Make>(make)());
        return *slot->value;
    }

  private:
    struct slot_state {
        std::mutex guard;
        std::unique_ptr<T const> value;
    };

    std::shared_ptr<slot_state> find_slot(std::string_view key) {
        std::lock_guard lock(guard_);
        auto it = slots_.find(key);
        if (it == slots_.end()) it = slots_.emplace(std::string(key), std::make_shared<slot_state>()).first;
        return it->second;
    }

    std::mutex guard_;
    std::map<std::string, std::shared_ptr<slot_state>, std::less<>> slots_;
};

}  // namespace coaws::model
