// What the library knows of a generated client. Used by generated sources and the library only.
#pragma once

#include <coaws/base/error.hpp>
#include <coaws/services/tables.hpp>
#include <coaws/value/client_error.hpp>
#include <memory>
#include <span>
#include <string_view>

namespace coaws::services {

/// An operation. Only the code that calls it names it, so that a program is linked with the structs of the
/// operations it uses.
struct operation_entry {
    std::string_view name;  ///< CamelCase
    struct_table const& input;
    struct_table const& output;
};

/// How to make an operation's empty input and output without knowing their types. A program that does not ask
/// for factories is not linked with them.
struct operation_factory {
    operation_entry const& operation;
    std::shared_ptr<void> (*make_input)();
    std::shared_ptr<void> (*make_output)();
};

/// A modelled error, which is an exception class and the struct of its members in one.
struct error_entry {
    std::string_view shape_name;
    struct_table const& members;
    /// Makes the exception without its members; `self` is set to where they are.
    std::shared_ptr<error> (*make)(client_error const& answer, void*& self);
};

struct service_table {
    std::string_view name;        ///< as `session::client` takes it
    std::string_view service_id;  ///< of the model
    std::size_t struct_count;
    std::span<error_entry const> errors;  ///< sorted by shape name
};

}  // namespace coaws::services
