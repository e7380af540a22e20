// The event in which handlers add to a client that is being made (EVT-02, CLI-03).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/event/event.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/value/value.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <typeindex>
#include <typeinfo>
#include <utility>
#include <vector>

namespace coaws {

class client;

/// A method that a handler adds. It gets a copy of the client that it was called on, which lives until the
/// awaitable completes, and the arguments of the call. It runs on the caller's executor, may run several
/// times at once, and what it throws reaches the caller.
using client_method = std::function<boost::asio::awaitable<value>(client&, value)>;

/// What handlers have added to a client, and taken from it.
class client_extensions {
  public:
    client_extensions() = default;

    /// Added methods by name, callable as `client.method("name")(args)` and `client.call("name", args)`. One
    /// with the snake_case name of an operation stands in its place; the operation itself stays callable
    /// under its CamelCase name.
    std::map<std::string, client_method, std::less<>> methods;

    /// Takes a method away: of an operation, its snake_case name.
    void remove_method(std::string const& name) {
        methods.erase(name);
        removed_.insert(name);
    }

    /// Gives the client an object of a class, made at once from the arguments; `client.as<Base>()` finds it.
    /// Copies of the client share it, and it lives as long as any of them. Throws value_error when there is
    /// one already, and what the constructor throws.
    template <class Base, class... Args>
    Base& add_base(Args&&... args) {
        if (find_base(typeid(Base)) != nullptr)
            throw value_error("The client has a base of this class already");
        auto made = std::make_shared<Base>(std::forward<Args>(args)...);
        Base& out = *made;
        bases_.emplace_back(typeid(Base), std::move(made));
        return out;
    }

    /// The object of a class, or null.
    void* find_base(std::type_index type) const noexcept {
        for (auto const& [known, object] : bases_)
            if (known == type) return object.get();
        return nullptr;
    }
    /// The added method of that name, or null.
    client_method const* find_method(std::string_view name) const {
        auto const found = methods.find(name);
        return found == methods.end() ? nullptr : &found->second;
    }
    /// Whether a handler took the method of that name away, and none added it again.
    bool is_removed(std::string_view name) const { return removed_.contains(name) && !find_method(name); }

  private:
    std::set<std::string, std::less<>> removed_;
    std::vector<std::pair<std::type_index, std::shared_ptr<void>>> bases_;
};

/// A client is about to be made. Emitted for every client on the session's emitter, before the client gets
/// its copy of it, as `creating-client-class.<service id>`.
struct creating_client_class : event, client_extensions {
    static constexpr std::string_view event_name = "creating-client-class";

    service_schema const& service;

    creating_client_class(std::string_view full_name, service_schema const& s) noexcept
        : event(full_name), service(s) {}
};

}  // namespace coaws
