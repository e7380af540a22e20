// Texts of the errors in errors_data.hpp.
#include <coaws/base/errors_data.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

data_not_found_error::data_not_found_error(std::string const& data_path)
    : error_kind(make_parts("Unable to load data for: {data_path}", {{"data_path", data_path}})) {}

unknown_service_error::unknown_service_error(std::string const& service_name,
                                             std::vector<std::string> const& known_service_names)
    : error_kind(make_parts(
          "Unknown service: '{service_name}'. Valid service names are: {known_service_names}",
          {{"service_name", service_name}, {"known_service_names", comma_separated(known_service_names)}})) {}

api_version_not_found_error::api_version_not_found_error(std::string const& data_path,
                                                         std::string const& api_version)
    : error_kind(make_parts("Unable to load data {data_path} for: {api_version}",
                            {{"data_path", data_path}, {"api_version", api_version}})) {}

unknown_service_style::unknown_service_style(std::string const& service_style)
    : error_kind(make_parts("The service style ({service_style}) is not understood.",
                            {{"service_style", service_style}})) {}

undefined_model_attribute_error::undefined_model_attribute_error(std::string const& text)
    : error_kind(make_parts("{text}", {{"text", text}})) {}

missing_service_id_error::missing_service_id_error(std::string const& service_name)
    : error_kind(make_parts("The model being used for the service {service_name} is missing the serviceId "
                            "metadata property, which is required.",
                            {{"service_name", service_name}})) {}

operation_not_found_error::operation_not_found_error(std::string const& operation_name)
    : error_kind(make_parts("{operation_name}", {{"operation_name", operation_name}})) {}

no_shape_found_error::no_shape_found_error(std::string const& text)
    : error_kind(make_parts("{text}", {{"text", text}})) {}

invalid_shape_error::invalid_shape_error(std::string const& text)
    : error_kind(make_parts("{text}", {{"text", text}})) {}

invalid_shape_reference_error::invalid_shape_reference_error(std::string const& text)
    : error_kind(make_parts("{text}", {{"text", text}})) {}

unsupported_service_protocols_error::unsupported_service_protocols_error(
    std::vector<std::string> const& botocore_supported_protocols, std::string const& service,
    std::vector<std::string> const& service_supported_protocols)
    : error_kind(make_parts("Botocore supports {botocore_supported_protocols}, but service {service} only "
                            "supports {service_supported_protocols}.",
                            {{"botocore_supported_protocols", tuple_text(botocore_supported_protocols)},
                             {"service", service},
                             {"service_supported_protocols", list_text(service_supported_protocols)}})) {}

}  // namespace coaws
