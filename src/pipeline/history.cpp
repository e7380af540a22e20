// The history of a process's calls: what was asked, sent, answered and read (TEST-30, SESS-23).
#include <atomic>
#include <coaws/base/log.hpp>
#include <coaws/pipeline/history.hpp>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace coaws::history {

namespace {

struct entry {
    std::uint64_t id = 0;
    std::shared_ptr<handler const> function;

    entry() = default;
};

struct recorder {
    // Recursive: held while handlers run, and these may add and remove handlers.
    std::recursive_mutex mutex;
    std::vector<entry> handlers;  // under mutex, as what follows
    std::uint64_t last_id = 0;
};

// Never destroyed: calls may outlive main.
recorder& the_recorder() {
    static auto* const one = new recorder;
    return *one;
}

std::atomic<bool> is_enabled{false};

void deliver(handler const& to, std::string_view type, value const& payload,
             std::string_view source) noexcept {
    try {
        to(type, payload, source);
    } catch (std::exception const& failure) {
        log::write(log::level::debug, "coaws.history", "Exception raised in a handler of the history.",
                   {{"error", failure.what()}});
    } catch (...) {
        log::write(log::level::debug, "coaws.history", "Exception raised in a handler of the history.");
    }
}

}  // namespace

void enable() noexcept { is_enabled.store(true, std::memory_order_relaxed); }

void disable() noexcept { is_enabled.store(false, std::memory_order_relaxed); }

bool enabled() noexcept { return is_enabled.load(std::memory_order_relaxed); }

std::uint64_t add_handler(handler h) {
    entry fresh;
    fresh.function = std::make_shared<handler const>(std::move(h));
    auto& shared = the_recorder();
    std::lock_guard const lock(shared.mutex);
    fresh.id = ++shared.last_id;
    shared.handlers.push_back(std::move(fresh));
    return shared.last_id;
}

void remove_handler(std::uint64_t id) noexcept {
    auto& shared = the_recorder();
    std::lock_guard const lock(shared.mutex);
    std::erase_if(shared.handlers, [id](entry const& e) { return e.id == id; });
}

void record(std::string_view type, value const& payload, std::string_view source) noexcept {
    static thread_local bool inside = false;
    if (!enabled() || inside) return;
    inside = true;
    try {
        auto& shared = the_recorder();
        std::lock_guard const lock(shared.mutex);
        auto const handlers = shared.handlers;
        for (auto const& one : handlers)
            if (*one.function) deliver(*one.function, type, payload, source);
    } catch (...) {
        // An event of the history is never worth an operation.
    }
    inside = false;
}

}  // namespace coaws::history
