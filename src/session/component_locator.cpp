// Parts by name.
#include "session/component_locator.hpp"

#include <coaws/base/errors.hpp>
#include <utility>

namespace coaws {

namespace {

void check_type(std::string_view name, std::type_index have, std::type_index wanted) {
    if (have != wanted) throw value_error("Component of another type: " + std::string(name));
}

}  // namespace

void component_locator::replace(std::string name, entry with) {
    std::lock_guard const lock(guard_);
    auto const at = entries_.find(name);
    if (at == entries_.end()) {
        entries_.emplace(std::move(name), std::move(with));
        return;
    }
    check_type(name, at->second.type, with.type);
    at->second = std::move(with);
}

void component_locator::put(std::string name, std::type_index type, part object) {
    if (!object) throw value_error("Nothing to register as component: " + name);
    replace(std::move(name), entry{type, std::move(object), nullptr});
}

void component_locator::put_lazy(std::string name, std::type_index type, factory make) {
    replace(std::move(name), entry{type, nullptr, std::move(make)});
}

component_locator::part component_locator::find(std::string_view name, std::type_index type) {
    factory make;
    {
        std::lock_guard const lock(guard_);
        auto const at = entries_.find(name);
        if (at == entries_.end()) return nullptr;
        check_type(name, at->second.type, type);
        if (at->second.object) return at->second.object;
        make = at->second.make;
    }
    auto made = make();
    if (!made) throw value_error("The factory made no component: " + std::string(name));
    std::lock_guard const lock(guard_);
    auto const at = entries_.find(name);
    if (at->second.object) return at->second.object;
    at->second.make = nullptr;
    at->second.object = made;
    return made;
}

}  // namespace coaws
