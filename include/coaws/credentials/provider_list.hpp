// Providers in an order that can be changed, found by name (CRED-02, CRED-50).
#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws {

/// What chains of credential providers and of token providers have in common. `Unknown` is the error for a
/// name that is not there. Thread-safe.
template <class Provider, class Unknown>
class provider_list {
  public:
    using provider_ptr = std::shared_ptr<Provider>;

    explicit provider_list(std::vector<provider_ptr> providers = {}) : providers_(std::move(providers)) {}
    provider_list(provider_list const& other) : providers_(other.snapshot()) {}
    provider_list& operator=(provider_list const&) = delete;

    /// Puts a provider before or after the one of that name. Throws `Unknown`.
    void insert_before(std::string_view name, provider_ptr provider) { insert(name, 0, std::move(provider)); }
    void insert_after(std::string_view name, provider_ptr provider) { insert(name, 1, std::move(provider)); }
    /// Takes a provider out; nothing happens when there is none of that name.
    void remove(std::string_view name) {
        std::lock_guard const lock(mutex_);
        auto const at = position(name);
        if (at != providers_.end()) providers_.erase(at);
    }
    /// The provider of that name. Throws `Unknown`.
    provider_ptr get(std::string_view name) const {
        for (auto& one : snapshot()) {
            if (one->name() == name) return one;
        }
        throw Unknown(std::string(name));
    }
    /// Names in order.
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (auto const& one : snapshot()) found.emplace_back(one->name());
        return found;
    }

  protected:
    ~provider_list() = default;

    /// The providers as they are now.
    std::vector<provider_ptr> snapshot() const {
        std::lock_guard const lock(mutex_);
        return providers_;
    }

  private:
    typename std::vector<provider_ptr>::iterator position(std::string_view name) {
        return std::find_if(providers_.begin(), providers_.end(),
                            [name](provider_ptr const& one) { return one->name() == name; });
    }
    void insert(std::string_view name, std::ptrdiff_t offset, provider_ptr provider) {
        std::lock_guard const lock(mutex_);
        auto const at = position(name);
        if (at == providers_.end()) throw Unknown(std::string(name));
        providers_.insert(at + offset, std::move(provider));
    }

    mutable std::mutex mutex_;
    std::vector<provider_ptr> providers_;
};

}  // namespace coaws
