// Correction of the clock where a service refused our time.
#include "pipeline/clock_offsets.hpp"

#include <cstddef>
#include <mutex>

namespace coaws::pipeline {

std::chrono::microseconds clock_offsets::find(std::string_view authority) const {
    if (!any_.load(std::memory_order_acquire)) return {};
    std::shared_lock lock(guard_);
    auto const hit = offsets_.find(authority);
    return hit == offsets_.end() ? std::chrono::microseconds() : hit->second;
}

void clock_offsets::set(std::string_view authority, std::chrono::microseconds offset) {
    // Hosts come from buckets and accounts; what is forgotten is measured again.
    constexpr std::size_t most = 1000;
    std::unique_lock lock(guard_);
    if (offsets_.size() >= most && !offsets_.contains(authority)) offsets_.clear();
    offsets_.insert_or_assign(std::string(authority), offset);
    any_.store(true, std::memory_order_release);
}

bool is_clock_error(std::string_view code) noexcept {
    return code == "RequestTimeTooSkewed" || code == "RequestExpired" || code == "RequestInTheFuture";
}

std::optional<std::chrono::microseconds> measure_offset(std::string_view date, timestamp sent,
                                                        timestamp received) {
    auto const server = parse_timestamp(date);
    if (!server) return std::nullopt;
    return *server - (sent + (received - sent) / 2);
}

}  // namespace coaws::pipeline
