// Texts of the errors in errors_endpoint.hpp.
#include <coaws/base/errors_endpoint.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

unknown_region_error::unknown_region_error(std::string const& region_name, std::string const& error_msg)
    : error_kind(make_parts("Unknown region: '{region_name}'. {error_msg}",
                            {{"region_name", region_name}, {"error_msg", error_msg}})) {}

base_endpoint_resolver_error::base_endpoint_resolver_error()
    : error_kind(make_parts("An unspecified error occurred")) {}

no_region_error::no_region_error() : error_kind(make_parts("You must specify a region.")) {}

endpoint_variant_error::endpoint_variant_error(std::vector<std::string> const& tags)
    : error_kind(make_parts("Unable to construct a modeled endpoint with the following variant(s) {tags}: ",
                            {{"tags", list_text(tags)}})) {}

unknown_endpoint_error::unknown_endpoint_error(std::string const& service_name,
                                               std::string const& region_name)
    : error_kind(make_parts("Unable to construct an endpoint for {service_name} in region {region_name}",
                            {{"service_name", service_name}, {"region_name", region_name}})) {}

unknown_fips_endpoint_error::unknown_fips_endpoint_error(std::string const& region_name,
                                                         std::string const& service_name)
    : error_kind(make_parts("The provided FIPS pseudo-region \"{region_name}\" is not known for the service "
                            "\"{service_name}\". A FIPS compliant endpoint cannot be constructed.",
                            {{"region_name", region_name}, {"service_name", service_name}})) {}

service_not_in_region_error::service_not_in_region_error(std::string const& service_name,
                                                         std::string const& region_name)
    : error_kind(make_parts("Service {service_name} not available in region {region_name}",
                            {{"service_name", service_name}, {"region_name", region_name}})) {}

endpoint_provider_error::endpoint_provider_error(std::string const& msg)
    : error_kind(make_parts("{msg}", {{"msg", msg}})) {}

endpoint_resolution_error::endpoint_resolution_error(std::string const& msg)
    : error_kind(make_parts("{msg}", {{"msg", msg}})) {}

unknown_endpoint_resolution_builtin_name::unknown_endpoint_resolution_builtin_name(std::string const& name)
    : error_kind(make_parts("Unknown builtin variable name: {name}", {{"name", name}})) {}

invalid_endpoint_configuration_error::invalid_endpoint_configuration_error(std::string const& msg)
    : error_kind(make_parts("Invalid endpoint configuration: {msg}", {{"msg", msg}})) {}

invalid_host_label_error::invalid_host_label_error(std::string const& label)
    : error_kind(make_parts("Invalid host label to be bound to the hostname of the endpoint: \"{label}\".",
                            {{"label", label}})) {}

endpoint_discovery_exception::endpoint_discovery_exception()
    : error_kind(make_parts("An unspecified error occurred")) {}

endpoint_discovery_required::endpoint_discovery_required()
    : error_kind(make_parts("Endpoint Discovery is not enabled but this operation requires it.")) {}

endpoint_discovery_refresh_failed::endpoint_discovery_refresh_failed()
    : error_kind(make_parts("Endpoint Discovery failed to refresh the required endpoints.")) {}

}  // namespace coaws
