// The C++ types of members, and the tables that stand for them.
#pragma once

#include <string>

#include "service_plan.hpp"

namespace codegen {

/// How a member is held.
enum class holder : std::uint8_t { optional, maybe, boxed, itself };

struct cpp_type {
    std::string text;   ///< of the value itself, fully qualified
    std::string table;  ///< an initialiser of `type_ref`
    holder held = holder::optional;
    bool grows = false;  ///< a list or map, which may be read in several runs
};

/// The full name of a generated type.
std::string qualified(service_plan const& plan, std::string_view name);

/// The type of an element, a mapped value or a member. `owner` is the struct that a member is in, else null.
cpp_type type_of(service_plan const& plan, coaws::schema const& s, struct_plan const* owner);

/// `std::optional<…>`, `maybe<…>` or `boxed<…>` around a member's type; a stream of events is bare.
std::string member_type(service_plan const& plan, std::size_t struct_index, std::size_t member_index);

std::string struct_table_name(std::size_t index);
std::string operation_entry_name(std::size_t index);
std::string enum_table_name(std::size_t index);
std::string collection_table_name(service_plan const& plan, std::string_view shape_name);

}  // namespace codegen
