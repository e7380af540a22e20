// The parts of a session by name.
#include "session/session_impl.hpp"

#include <coaws/base/errors.hpp>

namespace coaws {

namespace {

asio::awaitable<std::shared_ptr<void const>> run_find_component(std::shared_ptr<session::impl> shared,
                                                                std::string name, std::type_index type) {
    auto found = shared->components.find(name, type);
    if (found) co_return found;
    if (name == component::config_store::name && type == typeid(component::config_store::type))
        found = co_await shared->load_configuration();
    else if (name == component::data_loader::name && type == typeid(component::data_loader::type))
        found = (co_await shared->load_catalog())->loader();
    if (!found) throw value_error("Unknown component: " + name);
    co_return found;
}

}  // namespace

asio::awaitable<std::shared_ptr<void const>> session::find_component(std::string name,
                                                                     std::type_index type) const {
    return run_find_component(impl_, std::move(name), type);
}

void session::put_component(std::string name, std::type_index type, std::shared_ptr<void const> part) const {
    impl_->components.put(std::move(name), type, std::move(part));
}

void session::put_component_factory(std::string name, std::type_index type, component_factory make) const {
    impl_->components.put_lazy(std::move(name), type, std::move(make));
}

}  // namespace coaws
