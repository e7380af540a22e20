// The data by which generated structs are read and written. Used by generated sources and the library only.
#pragma once

#include <coaws/services/one_of.hpp>
#include <coaws/services/open_enum.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace coaws::services {

struct struct_table;
struct list_table;
struct map_table;

/// What a member, element or mapped value is in C++.
enum class type_kind : std::uint8_t {
    boolean,          ///< bool
    integer,          ///< std::int64_t
    number,           ///< double
    string,           ///< std::string
    blob,             ///< coaws::blob
    timestamp,        ///< coaws::timestamp
    enumeration,      ///< a class derived from open_enum
    structure,        ///< a generated struct
    one_of,           ///< a class derived from one_of
    list,             ///< std::vector
    map,              ///< coaws::ordered_map
    document,         ///< coaws::value
    json_text,        ///< coaws::value, JSON text on the wire
    request_body,     ///< coaws::body
    response_stream,  ///< coaws::streaming_body
    event_stream,     ///< a class derived from typed_events; its table is that of the union of its events
};

/// A type, and where more about it stands. Objects are passed as `void*` to their type; to `open_enum`,
/// `one_of` and `typed_events` for those derived from them.
struct type_ref {
    type_kind kind;
    void const* table = nullptr;

    constexpr type_ref(type_kind k) noexcept : kind(k) {}
    constexpr type_ref(enum_table const& t) noexcept : kind(type_kind::enumeration), table(&t) {}
    constexpr type_ref(type_kind k, struct_table const& t) noexcept : kind(k), table(&t) {}
    constexpr type_ref(list_table const& t) noexcept : kind(type_kind::list), table(&t) {}
    constexpr type_ref(map_table const& t) noexcept : kind(type_kind::map), table(&t) {}

    enum_table const& as_enum() const noexcept { return *static_cast<enum_table const*>(table); }
    struct_table const& as_struct() const noexcept { return *static_cast<struct_table const*>(table); }
    list_table const& as_list() const noexcept { return *static_cast<list_table const*>(table); }
    map_table const& as_map() const noexcept { return *static_cast<map_table const*>(table); }
};

/// What may be done with a `std::vector` without knowing its elements' type.
struct list_ops {
    std::size_t (*size)(void const* list) noexcept;
    void (*reserve)(void* list, std::size_t count);
    void const* (*at)(void const* list, std::size_t index) noexcept;
    /// Appends an empty element; null for `std::vector<bool>`, which has `append_bool` instead.
    void* (*append)(void* list);
    void (*append_bool)(void* list, bool v);
};

/// What may be done with an `ordered_map` without knowing its mapped type.
struct map_ops {
    using visitor = void (*)(void* context, std::string const& key, void const* mapped);

    std::size_t (*size)(void const* map) noexcept;
    void (*visit)(void const* map, void* context, visitor v);
    void (*reserve)(void* map, std::size_t count);
    /// The mapped value of a key, made anew and empty.
    void* (*put)(void* map, std::string_view key);
};

struct list_table {
    type_ref element;
    list_ops const& ops;
};

struct map_table {
    type_ref mapped;
    map_ops const& ops;
};

struct member_table {
    std::string_view name;  ///< as modelled
    type_ref type;
};

/// Told of a member that is set.
using member_visitor = void (*)(void* context, std::uint16_t index, void const* v);

/// A generated struct or union: its members, and how to find them.
struct struct_table {
    std::string_view shape_name;
    std::uint32_t id;  ///< dense within a service
    std::span<member_table const> members;
    /// Shows the members that are set, in order; never a stream of events.
    void (*visit)(void const* self, void* context, member_visitor v);
    /// The member's value to be filled: a list, a map or a stream of events as it is, anything else fresh.
    void* (*make)(void* self, std::uint16_t index);
};

}  // namespace coaws::services
