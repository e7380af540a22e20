// How generated sources fill their tables. Not for users' code.
#pragma once

#include <coaws/base/ordered_map.hpp>
#include <coaws/services/maybe.hpp>
#include <coaws/services/tables.hpp>
#include <coaws/services/typed_events.hpp>
#include <optional>
#include <type_traits>
#include <vector>

namespace coaws::services {

/// The address by which tables know an object.
template <class T>
void const* erased(T const& object) noexcept {
    if constexpr (std::is_base_of_v<open_enum, T>)
        return static_cast<open_enum const*>(&object);
    else if constexpr (std::is_base_of_v<one_of, T>)
        return static_cast<one_of const*>(&object);
    else if constexpr (std::is_base_of_v<typed_events, T>)
        return static_cast<typed_events const*>(&object);
    else
        return &object;
}
template <class T>
void* erased(T& object) noexcept {
    return const_cast<void*>(erased(static_cast<T const&>(object)));
}

/// Shows an optional member where it is set.
template <class Optional>
void show(Optional const& member, std::uint16_t index, void* context, member_visitor v) {
    if (member.has_value()) v(context, index, erased(*member));
}

/// A fresh value in an optional member.
template <class Optional>
void* fresh(Optional& member) {
    return erased(member.emplace());
}

/// The value of an optional list or map, made where there is none.
template <class Optional>
void* grown(Optional& member) {
    return member.has_value() ? erased(*member) : erased(member.emplace());
}

template <class T>
constexpr list_ops list_ops_of() {
    using list = std::vector<T>;
    list_ops ops{};
    ops.size = [](void const* l) noexcept { return static_cast<list const*>(l)->size(); };
    ops.reserve = [](void* l, std::size_t count) { static_cast<list*>(l)->reserve(count); };
    if constexpr (std::is_same_v<T, bool>) {
        ops.at = [](void const* l, std::size_t i) noexcept -> void const* {
            static constexpr bool both[] = {false, true};
            return &both[(*static_cast<list const*>(l))[i] ? 1 : 0];
        };
        ops.append_bool = [](void* l, bool v) { static_cast<list*>(l)->push_back(v); };
    } else {
        ops.at = [](void const* l, std::size_t i) noexcept -> void const* {
            return erased((*static_cast<list const*>(l))[i]);
        };
        ops.append = [](void* l) -> void* { return erased(static_cast<list*>(l)->emplace_back()); };
    }
    return ops;
}
template <class T>
inline constexpr list_ops list_ops_for = list_ops_of<T>();

template <class T>
constexpr map_ops map_ops_of() {
    using map = ordered_map<T>;
    map_ops ops{};
    ops.size = [](void const* m) noexcept { return static_cast<map const*>(m)->size(); };
    ops.visit = [](void const* m, void* context, map_ops::visitor v) {
        for (auto const& [key, mapped] : *static_cast<map const*>(m)) v(context, key, erased(mapped));
    };
    ops.reserve = [](void* m, std::size_t count) { static_cast<map*>(m)->reserve(count); };
    ops.put = [](void* m, std::string_view key) -> void* {
        auto const [place, is_new] = static_cast<map*>(m)->try_emplace(key);
        if (!is_new) place->second = T();
        return erased(place->second);
    };
    return ops;
}
template <class T>
inline constexpr map_ops map_ops_for = map_ops_of<T>();

template <class T>
inline constexpr alternative_ops alternative_ops_for{
    [](void const* from) -> void* { return new T(*static_cast<T const*>(from)); },
    [](void* held) noexcept { delete static_cast<T*>(held); },
};

/// The value of a union's member as tables know it.
template <class T>
void const* alternative(one_of const& choice) noexcept {
    return erased(*static_cast<T const*>(choice.held()));
}
/// Makes a member, empty, the union's.
template <class T>
void* choose(one_of& choice, std::uint16_t index) {
    auto* made = new T();
    choice.hold(index, made, alternative_ops_for<T>);
    return erased(*made);
}
/// Makes a member the union's.
template <class T>
void choose(one_of& choice, std::uint16_t index, T v) {
    choice.hold(index, new T(std::move(v)), alternative_ops_for<T>);
}

}  // namespace coaws::services
