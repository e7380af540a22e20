// The built-in functions of JMESPath.
#pragma once

#include <array>
#include <span>

#include "value/jmespath_ast.hpp"
#include "value/jmespath_cell.hpp"

namespace coaws::jmespath {

class evaluator;

/// An argument: a value, or for `&expr` the expression itself.
struct argument {
    cell given;
    expression::node const* reference = nullptr;
};

/// What an argument may be; bits of a set.
enum accepted : unsigned {
    accept_any = 0,
    accept_number = 1U << 0U,
    accept_string = 1U << 1U,
    accept_array = 1U << 2U,
    accept_object = 1U << 3U,
    accept_reference = 1U << 4U,
    accept_numbers = 1U << 5U,  ///< an array of numbers
    accept_strings = 1U << 6U   ///< an array of strings
};

using function_body = cell (*)(evaluator&, std::span<argument const>);

struct function_spec {
    std::string_view name;
    function_body body;
    std::size_t arity;              ///< exact, or the least number with `variadic`
    bool variadic;                  ///< further arguments are as the last one
    std::array<unsigned, 2> types;  ///< sets of `accepted`
};

/// The function of that name for that many arguments; throws jmespath_error (unknown function, arity).
function_spec const& find_function(std::string_view name, std::size_t arguments);

/// Checks the arguments' types and calls; throws jmespath_error (type).
cell call_function(function_spec const& function, evaluator& run, std::span<argument const> arguments);

}  // namespace coaws::jmespath
