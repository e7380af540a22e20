// The regions of buckets as redirects have told them.
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

namespace coaws::customization {

/// Thread-safe. As long as no bucket was redirected, a look-up is one load.
class bucket_regions {
  public:
    std::optional<std::string> find(std::string_view bucket) const {
        if (!any_.load(std::memory_order_acquire)) return std::nullopt;
        std::shared_lock lock(guard_);
        auto const hit = regions_.find(bucket);
        return hit == regions_.end() ? std::nullopt : std::optional(hit->second);
    }

    void set(std::string_view bucket, std::string region) {
        std::unique_lock lock(guard_);
        regions_.insert_or_assign(std::string(bucket), std::move(region));
        any_.store(true, std::memory_order_release);
    }

  private:
    std::atomic<bool> any_ = false;
    mutable std::shared_mutex guard_;
    std::map<std::string, std::string, std::less<>> regions_;  // under guard_
};

}  // namespace coaws::customization
