// From tokens to a JMESPath syntax tree.
#pragma once

#include "value/jmespath_ast.hpp"

namespace coaws::jmespath {

/// Parses a whole expression by operator precedence. Throws jmespath_error (syntax, arity, unknown function).
expression::node parse(std::string_view expression_text);

}  // namespace coaws::jmespath
