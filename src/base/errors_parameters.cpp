// Texts of the errors in errors_parameters.hpp.
#include <coaws/base/errors_parameters.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

missing_parameters_error::missing_parameters_error(std::string const& object_name, std::string const& missing)
    : error_kind(make_parts("The following required parameters are missing for {object_name}: {missing}",
                            {{"object_name", object_name}, {"missing", missing}})) {}

validation_error::validation_error(std::string const& value, std::string const& param,
                                   std::string const& type_name_of_param)
    : error_kind(
          make_parts("Invalid value ('{value}') for param {param} of type {type_name_of_param} ",
                     {{"value", value}, {"param", param}, {"type_name_of_param", type_name_of_param}})) {}

unknown_key_error::unknown_key_error(std::string const& value, std::string const& param,
                                     std::string const& choices)
    : error_kind(make_parts("Unknown key '{value}' for param '{param}'.  Must be one of: {choices}",
                            {{"value", value}, {"param", param}, {"choices", choices}})) {}

range_error::range_error(std::string const& value, std::string const& param, std::string const& min_value,
                         std::string const& max_value)
    : error_kind(make_parts(
          "Value out of range for param {param}: {min_value} <= {value} <= {max_value}",
          {{"value", value}, {"param", param}, {"min_value", min_value}, {"max_value", max_value}})) {}

unknown_parameter_error::unknown_parameter_error(std::string const& name, std::string const& operation,
                                                 std::string const& choices)
    : error_kind(
          make_parts("Unknown parameter '{name}' for operation {operation}.  Must be one of: {choices}",
                     {{"name", name}, {"operation", operation}, {"choices", choices}})) {}

invalid_region_error::invalid_region_error(std::string const& region_name)
    : error_kind(make_parts("Provided region_name '{region_name}' doesn't match a supported format.",
                            {{"region_name", region_name}})) {}

alias_conflict_parameter_error::alias_conflict_parameter_error(std::string const& original,
                                                               std::string const& alias,
                                                               std::string const& operation)
    : error_kind(make_parts("Parameter '{original}' and its alias '{alias}' were provided for operation "
                            "{operation}.  Only one of them may be used.",
                            {{"original", original}, {"alias", alias}, {"operation", operation}})) {}

value_error::value_error(std::string const& text) : error_kind(make_parts("{text}", {{"text", text}})) {}

invalid_arn_exception::invalid_arn_exception(std::string const& arn)
    : error_kind(make_parts(
          "Provided ARN: {arn} must be of the format: arn:partition:service:region:account:resource",
          {{"arn", arn}})) {}

}  // namespace coaws
