// The process's log sink.
#include <atomic>
#include <coaws/base/log.hpp>
#include <memory>
#include <mutex>
#include <utility>

namespace coaws::log {
namespace {

struct sink_slot {
    std::mutex mutex;
    sink target;
};

// Never destroyed: destructors of static objects may still write lines.
sink_slot& slot() {
    static auto* const the_slot = new sink_slot;
    return *the_slot;
}

std::atomic<level> least_level{level::off};

}  // namespace

void set_sink(sink s, level least) {
    auto& target = slot();
    std::lock_guard const lock(target.mutex);
    least_level.store(s ? least : level::off, std::memory_order_relaxed);
    target.target = std::move(s);
}

bool enabled(level l) noexcept { return l != level::off && l >= least_level.load(std::memory_order_relaxed); }

void write(level l, std::string_view logger, std::string_view text) noexcept {
    if (!enabled(l)) return;
    // A sink that calls the library would lock the mutex again; what it causes is not logged.
    static thread_local bool inside = false;
    if (inside) return;
    inside = true;
    try {
        auto& target = slot();
        std::lock_guard const lock(target.mutex);
        if (target.target) target.target(l, logger, text);
    } catch (...) {
        // A log line is never worth an operation.
    }
    inside = false;
}

}  // namespace coaws::log
