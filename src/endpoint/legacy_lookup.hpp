// Merging of the entries that describe one endpoint in endpoints.json.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/endpoint/legacy_resolver.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::endpoint::detail {

/// The variant of an entry with exactly these tags, or an absent view.
json::view find_variant(json::view entry, std::vector<std::string> const& tags);

/// Where the description of one endpoint is found.
struct legacy_entry {
    json::view partition;
    json::view service;  ///< absent when the partition does not know the service
    std::string_view service_name;
    std::string_view endpoint_name;
};

/// Merges endpoint, service defaults and partition defaults, variants first (EP-02, EP-03). Throws
/// endpoint_variant_error, unknown_endpoint_error.
legacy_endpoint merge_entry(legacy_entry const& entry, std::vector<std::string> const& tags);

}  // namespace coaws::endpoint::detail
