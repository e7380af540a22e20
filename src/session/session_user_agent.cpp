// What a session says of its program.
#include "session/client_user_agent.hpp"
#include "session/session_impl.hpp"

namespace coaws {

void session::set_user_agent(std::string name, std::string version) const {
    std::lock_guard lock(impl_->guard_);
    impl_->user_agent_.name = std::move(name);
    impl_->user_agent_.version = std::move(version);
}

void session::set_user_agent_extra(std::string text) const {
    std::lock_guard lock(impl_->guard_);
    impl_->user_agent_.extra = std::move(text);
}

std::string session::user_agent_name() const {
    std::lock_guard lock(impl_->guard_);
    return impl_->user_agent_.name;
}

std::string session::user_agent_version() const {
    std::lock_guard lock(impl_->guard_);
    return impl_->user_agent_.version;
}

std::string session::user_agent_extra() const {
    std::lock_guard lock(impl_->guard_);
    return impl_->user_agent_.extra;
}

std::string session::user_agent() const {
    std::lock_guard lock(impl_->guard_);
    return session_user_agent_line(impl_->user_agent_, *impl_->world.environment);
}

}  // namespace coaws
