// Correction of the clock where a service refused our time (LIM-02).
#pragma once

#include <atomic>
#include <chrono>
#include <coaws/base/time.hpp>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

namespace coaws::pipeline {

/// How far the clocks of endpoints are ahead of ours, by host and port. Thread-safe; as long as no endpoint
/// has complained, a look-up is one load.
class clock_offsets {
  public:
    /// Zero for an endpoint that never complained.
    std::chrono::microseconds find(std::string_view authority) const;
    void set(std::string_view authority, std::chrono::microseconds offset);

  private:
    std::atomic<bool> any_ = false;
    mutable std::shared_mutex guard_;
    std::map<std::string, std::chrono::microseconds, std::less<>> offsets_;  // under guard_
};

/// Whether an error code says for certain that the time of the request was the trouble.
bool is_clock_error(std::string_view code) noexcept;

/// The offset that a response's Date header tells, taken as of the middle between sending and receiving.
/// Nothing when it is no time.
std::optional<std::chrono::microseconds> measure_offset(std::string_view date, timestamp sent,
                                                        timestamp received);

}  // namespace coaws::pipeline
