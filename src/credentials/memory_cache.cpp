// Documents in memory.
#include <coaws/credentials/cache.hpp>
#include <map>
#include <mutex>

namespace coaws {

namespace {

class memory_cache final : public credential_cache {
  public:
    asio::awaitable<std::optional<value_map>> get(std::string key) override {
        std::lock_guard const lock(mutex_);
        auto const found = documents_.find(key);
        if (found == documents_.end()) co_return std::nullopt;
        co_return found->second;
    }

    asio::awaitable<void> put(std::string key, value_map document) override {
        std::lock_guard const lock(mutex_);
        documents_[std::move(key)] = std::move(document);
        co_return;
    }

  private:
    std::mutex mutex_;
    std::map<std::string, value_map> documents_;
};

}  // namespace

std::shared_ptr<credential_cache> make_memory_credential_cache() { return std::make_shared<memory_cache>(); }

}  // namespace coaws
