// Registration and look-up of event handlers.
#include "event/aliases.hpp"
#include "event/prefix_tree.hpp"

#include <algorithm>
#include <atomic>
#include <coaws/base/errors.hpp>
#include <coaws/event/emitter.hpp>
#include <mutex>
#include <unordered_map>

namespace coaws {

handler_list::handler_list(std::vector<event_detail::handler_ptr> handlers)
    : handlers_(std::move(handlers)),
      all_plain_(std::ranges::all_of(handlers_, [](auto const& h) { return h->is_plain(); })) {}

struct emitter::impl {
    mutable std::mutex guard;
    event_detail::prefix_tree tree;                                              // under guard
    std::unordered_map<std::string, std::shared_ptr<handler_list const>> found;  // under guard
    std::atomic<std::uint64_t> version{0};

    void changed() {
        found.clear();
        version.fetch_add(1, std::memory_order_release);
    }
};

emitter::emitter() : impl_(std::make_unique<impl>()) {}
emitter::~emitter() = default;

emitter::emitter(emitter const& other) : emitter() {
    std::lock_guard lock(other.impl_->guard);
    impl_->tree = other.impl_->tree;
}

void emitter::add(std::string_view name, event_detail::handler_ptr handler, handler_position position,
                  std::string_view unique_id) {
    auto const parts = event_detail::name_parts(name);
    auto const accepted = handler->accepts();
    if (!accepted.empty() && parts.front() != "*" && parts.front() != accepted)
        throw value_error("Event handler for '" + std::string(accepted) + "' can not be registered on '" +
                          std::string(name) + "'");
    if (!accepted.empty() && parts.front() == "*")
        throw value_error("Only a handler of any event can be registered on '" + std::string(name) + "'");
    std::lock_guard lock(impl_->guard);
    event_detail::registration r{std::move(handler), std::string(unique_id)};
    if (impl_->tree.insert(parts, std::move(r), position)) impl_->changed();
}

void emitter::off(std::string_view name, std::string_view unique_id) {
    auto const parts = event_detail::name_parts(name);
    std::lock_guard lock(impl_->guard);
    if (!unique_id.empty() && impl_->tree.remove(parts, unique_id)) impl_->changed();
}

std::shared_ptr<handler_list const> emitter::find(std::string_view name) const {
    std::lock_guard lock(impl_->guard);
    auto& found = impl_->found;
    std::string key(name);
    if (auto hit = found.find(key); hit != found.end()) return hit->second;
    auto list = std::make_shared<handler_list const>(impl_->tree.search(event_detail::name_parts(name)));
    // Emitted names are few (events times operations), yet a caller may make them up.
    constexpr std::size_t most_cached = 4096;
    if (found.size() >= most_cached) found.clear();
    found.emplace(std::move(key), list);
    return list;
}

std::uint64_t emitter::version() const noexcept { return impl_->version.load(std::memory_order_acquire); }

}  // namespace coaws
