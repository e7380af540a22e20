// Errors of regions, endpoints and endpoint discovery (EXC-11, EXC-21).
#pragma once

#include <coaws/base/error.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// A region that no partition knows.
class unknown_region_error : public error_kind<unknown_region_error> {
  public:
    static constexpr std::string_view type_name = "UnknownRegionError";
    unknown_region_error(std::string const& region_name, std::string const& error_msg);

    std::string_view region_name() const noexcept { return field("region_name"); }
    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// Root of the errors of endpoint look-up.
class base_endpoint_resolver_error : public error_kind<base_endpoint_resolver_error> {
  public:
    static constexpr std::string_view type_name = "BaseEndpointResolverError";
    using error_kind::error_kind;
    base_endpoint_resolver_error();
};

/// A region is needed and none was configured.
class no_region_error : public error_kind<no_region_error, base_endpoint_resolver_error> {
  public:
    static constexpr std::string_view type_name = "NoRegionError";
    no_region_error();
};

/// No endpoint has the wanted combination of FIPS and dual-stack.
class endpoint_variant_error : public error_kind<endpoint_variant_error, base_endpoint_resolver_error> {
  public:
    static constexpr std::string_view type_name = "EndpointVariantError";
    explicit endpoint_variant_error(std::vector<std::string> const& tags);

    std::string_view tags() const noexcept { return field("tags"); }
};

/// A service has no known endpoint in the region.
class unknown_endpoint_error : public error_kind<unknown_endpoint_error, base_endpoint_resolver_error> {
  public:
    static constexpr std::string_view type_name = "UnknownEndpointError";
    unknown_endpoint_error(std::string const& service_name, std::string const& region_name);

    std::string_view service_name() const noexcept { return field("service_name"); }
    std::string_view region_name() const noexcept { return field("region_name"); }
};

/// A FIPS pseudo-region that the service does not have.
class unknown_fips_endpoint_error
    : public error_kind<unknown_fips_endpoint_error, base_endpoint_resolver_error> {
  public:
    static constexpr std::string_view type_name = "UnknownFIPSEndpointError";
    unknown_fips_endpoint_error(std::string const& region_name, std::string const& service_name);

    std::string_view region_name() const noexcept { return field("region_name"); }
    std::string_view service_name() const noexcept { return field("service_name"); }
};

/// The service is not offered in the region.
class service_not_in_region_error : public error_kind<service_not_in_region_error> {
  public:
    static constexpr std::string_view type_name = "ServiceNotInRegionError";
    service_not_in_region_error(std::string const& service_name, std::string const& region_name);

    std::string_view service_name() const noexcept { return field("service_name"); }
    std::string_view region_name() const noexcept { return field("region_name"); }
};

/// Root of the errors of endpoint rule sets.
class endpoint_provider_error : public error_kind<endpoint_provider_error> {
  public:
    static constexpr std::string_view type_name = "EndpointProviderError";
    using error_kind::error_kind;
    explicit endpoint_provider_error(std::string const& msg);

    std::string_view msg() const noexcept { return field("msg"); }
};

/// The rule set answered the parameters with an error.
class endpoint_resolution_error : public error_kind<endpoint_resolution_error, endpoint_provider_error> {
  public:
    static constexpr std::string_view type_name = "EndpointResolutionError";
    explicit endpoint_resolution_error(std::string const& msg);

    std::string_view msg() const noexcept { return field("msg"); }
};

/// A rule set asks for a built-in parameter that nobody knows.
class unknown_endpoint_resolution_builtin_name
    : public error_kind<unknown_endpoint_resolution_builtin_name, endpoint_provider_error> {
  public:
    static constexpr std::string_view type_name = "UnknownEndpointResolutionBuiltInName";
    explicit unknown_endpoint_resolution_builtin_name(std::string const& name);

    std::string_view name() const noexcept { return field("name"); }
};

/// An endpoint was configured in a way that cannot work.
class invalid_endpoint_configuration_error : public error_kind<invalid_endpoint_configuration_error> {
  public:
    static constexpr std::string_view type_name = "InvalidEndpointConfigurationError";
    explicit invalid_endpoint_configuration_error(std::string const& msg);

    std::string_view msg() const noexcept { return field("msg"); }
};

/// A parameter cannot become part of the host name.
class invalid_host_label_error : public error_kind<invalid_host_label_error> {
  public:
    static constexpr std::string_view type_name = "InvalidHostLabelError";
    explicit invalid_host_label_error(std::string const& label);

    std::string_view label() const noexcept { return field("label"); }
};

/// Root of the errors of endpoint discovery.
class endpoint_discovery_exception : public error_kind<endpoint_discovery_exception> {
  public:
    static constexpr std::string_view type_name = "EndpointDiscoveryException";
    using error_kind::error_kind;
    endpoint_discovery_exception();
};

/// Discovery is switched off though the operation needs it.
class endpoint_discovery_required
    : public error_kind<endpoint_discovery_required, endpoint_discovery_exception> {
  public:
    static constexpr std::string_view type_name = "EndpointDiscoveryRequired";
    endpoint_discovery_required();
};

/// Discovery failed and the operation cannot do without.
class endpoint_discovery_refresh_failed
    : public error_kind<endpoint_discovery_refresh_failed, endpoint_discovery_exception> {
  public:
    static constexpr std::string_view type_name = "EndpointDiscoveryRefreshFailed";
    endpoint_discovery_refresh_failed();
};

}  // namespace coaws
