// What is run for each new client.
#include "session/session_impl.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/log.hpp>

namespace coaws {

void session::register_client_hook(std::string name, client_hook hook) const {
    if (!hook) throw value_error("Nothing to call in the client hook '" + name + "'");
    client_hook old;  // destroyed outside the lock
    std::lock_guard lock(impl_->guard_);
    auto& hooks = impl_->hooks_;
    auto const at = std::ranges::find(hooks, name, &std::pair<std::string, client_hook>::first);
    if (at == hooks.end())
        hooks.emplace_back(std::move(name), std::move(hook));
    else
        old = std::exchange(at->second, std::move(hook));
}

void session::unregister_client_hook(std::string_view name) const {
    client_hook old;  // destroyed outside the lock
    std::lock_guard lock(impl_->guard_);
    auto& hooks = impl_->hooks_;
    auto const at = std::ranges::find(hooks, name, &std::pair<std::string, client_hook>::first);
    if (at == hooks.end()) return;
    old = std::move(at->second);
    hooks.erase(at);
}

void session::impl::run_client_hooks(coaws::client& made) {
    std::vector<std::pair<std::string, client_hook>> hooks;
    {
        std::lock_guard lock(guard_);
        hooks = hooks_;
    }
    for (auto const& [name, hook] : hooks) {
        try {
            hook(made);
        } catch (std::exception const& failure) {
            log::write(log::level::debug, "coaws.session",
                       "Error raised by the client hook " + name + ": " + failure.what());
        } catch (...) {
            log::write(log::level::debug, "coaws.session", "Error raised by the client hook " + name);
        }
    }
}

}  // namespace coaws
