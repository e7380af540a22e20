// The process's session initialisers.
#include "session/initializers.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <mutex>
#include <utility>
#include <vector>

namespace coaws {

namespace {

struct registry {
    std::mutex guard;
    // under guard
    std::vector<std::pair<initializer_id, session_initializer>> callbacks;
    std::uint64_t last = 0;
};

// Never destroyed: sessions may be made until the very end of the process.
registry& all() {
    static auto* const the_registry = new registry;
    return *the_registry;
}

}  // namespace

initializer_id register_initializer(session_initializer callback) {
    if (!callback) throw value_error("Nothing to call in the initializer");
    auto& known = all();
    std::lock_guard const lock(known.guard);
    auto const id = initializer_id(++known.last);
    known.callbacks.emplace_back(id, std::move(callback));
    return id;
}

void unregister_initializer(initializer_id id) {
    auto& known = all();
    session_initializer taken;  // destroyed outside the lock
    std::lock_guard const lock(known.guard);
    auto const at =
        std::ranges::find(known.callbacks, id, &std::pair<initializer_id, session_initializer>::first);
    if (at == known.callbacks.end()) throw value_error("No such initializer is registered");
    taken = std::move(at->second);
    known.callbacks.erase(at);
}

void run_initializers(session const& fresh) {
    auto& known = all();
    std::vector<std::pair<initializer_id, session_initializer>> callbacks;
    {
        std::lock_guard const lock(known.guard);
        callbacks = known.callbacks;
    }
    for (auto const& [id, callback] : callbacks) callback(fresh);
}

}  // namespace coaws
