// Building maps and lists of values in one expression.
#pragma once

#include <coaws/value/value.hpp>

namespace coaws {

namespace detail {
inline void append_args(value_map&) {}
template <class V, class... Rest>
void append_args(value_map& map, std::string_view key, V&& v, Rest&&... rest) {
    map[key] = value(std::forward<V>(v));
    append_args(map, std::forward<Rest>(rest)...);
}
}  // namespace detail

/// A map of `key, value, key, value, …`; a repeated key keeps its last value. An odd number of arguments does
/// not compile. Written as a function, not with braces, because g++ 12 miscompiles braced temporaries beside
/// `co_await`.
template <class... KeyValue>
    requires(sizeof...(KeyValue) % 2 == 0)
value args(KeyValue&&... kv) {
    value_map map;
    map.reserve(sizeof...(KeyValue) / 2);
    detail::append_args(map, std::forward<KeyValue>(kv)...);
    return value(std::move(map));
}

/// A list of the given values.
template <class... V>
value list_of(V&&... v) {
    value_list list;
    list.reserve(sizeof...(V));
    (list.emplace_back(std::forward<V>(v)), ...);
    return value(std::move(list));
}

}  // namespace coaws
