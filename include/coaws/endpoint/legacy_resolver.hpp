// Endpoints by the table in endpoints.json, from before rule sets (EP-01…EP-04, EP-08, EP-09).
#pragma once

#include <coaws/base/json.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::endpoint {

/// What the table says about a service in a region.
struct legacy_endpoint {
    std::string partition;
    std::string endpoint_name;  ///< the region, or a pseudo region such as `aws-global`
    std::string hostname;
    std::string dns_suffix;
    std::string ssl_common_name;  ///< empty when there is none
    std::vector<std::string> protocols;
    std::vector<std::string> signature_versions;
    std::vector<std::string> tags;  ///< of the variant that was used: `dualstack`, `fips`
    std::optional<std::string> credential_scope_region;
    std::optional<std::string> credential_scope_service;
    bool deprecated = false;
};

/// Which endpoint is wanted.
struct legacy_query {
    std::string_view service;  ///< the endpoint prefix
    std::optional<std::string_view> region;
    std::optional<std::string_view> partition;  ///< restricts the search to one partition
    bool use_dualstack = false;
    bool use_fips = false;

    legacy_query() = default;
};

/// Looks endpoints up in a parsed endpoints.json. Immutable and thread-safe; make one a process, it indexes
/// the services when constructed.
class legacy_resolver {
  public:
    /// Keeps the document. `uses_builtin_data` tells whether it is the file that belongs to the models, not
    /// one of the user's. Throws value_error when it has no partitions.
    explicit legacy_resolver(std::shared_ptr<json::document const> data, bool uses_builtin_data = true);
    ~legacy_resolver();
    legacy_resolver(legacy_resolver const&) = delete;
    legacy_resolver& operator=(legacy_resolver const&) = delete;

    bool uses_builtin_data() const noexcept;

    /// The endpoint, or nothing when no partition has it. Throws no_region_error (no region, and the service
    /// has no partition-wide endpoint), endpoint_variant_error, unknown_endpoint_error (the data gives no
    /// host name).
    std::optional<legacy_endpoint> construct_endpoint(legacy_query const& query) const;

    /// Names of the partitions in file order.
    std::vector<std::string> available_partitions() const;

    /// Names of a service's endpoints in a partition; only regions unless `allow_non_regional`; with tags, of
    /// the regions only those that have exactly that variant.
    std::vector<std::string> available_endpoints(std::string_view service, std::string_view partition = "aws",
                                                 bool allow_non_regional = false,
                                                 std::vector<std::string> const& variant_tags = {}) const;

    /// The partition that lists a region or whose pattern fits it. Throws unknown_region_error.
    std::string partition_for_region(std::string_view region) const;

    /// DNS suffix of a partition or of a variant of it; nothing when unknown.
    std::optional<std::string> partition_dns_suffix(std::string_view partition,
                                                    std::vector<std::string> const& variant_tags = {}) const;

    /// The `endpoints` object of a service in a partition, or an absent view. Lives as long as the resolver.
    json::view service_endpoints(std::string_view service, std::string_view partition = "aws") const;

  private:
    struct impl;
    std::unique_ptr<impl const> impl_;
};

}  // namespace coaws::endpoint
