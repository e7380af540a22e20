// The bodies of JMESPath's functions; arguments have been checked against the table.
#pragma once

#include <span>
#include <string_view>

#include "value/jmespath_functions.hpp"

namespace coaws::jmespath {

/// Throws the error of a wrong argument.
[[noreturn]] void fail_type(std::string_view function, std::string_view expected, std::string_view received);

namespace builtins {

using args_t = std::span<argument const>;

cell abs(evaluator&, args_t);
cell avg(evaluator&, args_t);
cell ceil(evaluator&, args_t);
cell floor(evaluator&, args_t);
cell sum(evaluator&, args_t);
cell to_number(evaluator&, args_t);

cell contains(evaluator&, args_t);
cell ends_with(evaluator&, args_t);
cell join(evaluator&, args_t);
cell length(evaluator&, args_t);
cell reverse(evaluator&, args_t);
cell starts_with(evaluator&, args_t);
cell to_string(evaluator&, args_t);
cell type(evaluator&, args_t);

cell keys(evaluator&, args_t);
cell map(evaluator&, args_t);
cell max(evaluator&, args_t);
cell max_by(evaluator&, args_t);
cell merge(evaluator&, args_t);
cell min(evaluator&, args_t);
cell min_by(evaluator&, args_t);
cell not_null(evaluator&, args_t);
cell sort(evaluator&, args_t);
cell sort_by(evaluator&, args_t);
cell to_array(evaluator&, args_t);
cell values(evaluator&, args_t);

}  // namespace builtins
}  // namespace coaws::jmespath
