// Texts of the errors in errors_paging.hpp.
#include <coaws/base/errors_paging.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

pagination_error::pagination_error(std::string const& text)
    : error_kind(make_parts("Error during pagination: {text}", {{"text", text}})) {}

operation_not_pageable_error::operation_not_pageable_error(std::string const& operation_name)
    : error_kind(make_parts("Operation cannot be paginated: {operation_name}",
                            {{"operation_name", operation_name}})) {}

invalid_expression_error::invalid_expression_error(std::string const& expression)
    : error_kind(make_parts("Invalid expression {expression}: Only dotted lookups are supported.",
                            {{"expression", expression}})) {}

waiter_error::waiter_error(std::string const& name, std::string const& reason)
    : error_kind(make_parts("Waiter {name} failed: {reason}", {{"name", name}, {"reason", reason}})) {}

waiter_config_error::waiter_config_error(std::string const& error_msg)
    : error_kind(make_parts("Error processing waiter config: {error_msg}", {{"error_msg", error_msg}})) {}

stub_response_error::stub_response_error(std::string const& operation_name, std::string const& reason)
    : error_kind(make_parts("Error getting response stub for operation {operation_name}: {reason}",
                            {{"operation_name", operation_name}, {"reason", reason}})) {}

stub_assertion_error::stub_assertion_error(std::string const& operation_name, std::string const& reason)
    : error_kind(make_parts("Error getting response stub for operation {operation_name}: {reason}",
                            {{"operation_name", operation_name}, {"reason", reason}})) {}

unstubbed_response_error::unstubbed_response_error(std::string const& operation_name,
                                                   std::string const& reason)
    : error_kind(make_parts("Error getting response stub for operation {operation_name}: {reason}",
                            {{"operation_name", operation_name}, {"reason", reason}})) {}

}  // namespace coaws
