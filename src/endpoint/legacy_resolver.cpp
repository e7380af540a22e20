// Endpoints by the table in endpoints.json.
#include "endpoint/legacy_lookup.hpp"
#include "endpoint/region_pattern.hpp"

#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/endpoint/legacy_resolver.hpp>
#include <unordered_map>
#include <utility>

namespace coaws::endpoint {

namespace {

bool lacks_dualstack(std::string_view partition) noexcept {
    return partition == "aws-iso" || partition == "aws-iso-b";
}

}  // namespace

struct legacy_resolver::impl {
    struct partition_index {
        std::string_view name;
        json::view data;
        json::view regions;
        region_pattern pattern;
        std::unordered_map<std::string_view, json::view> services;

        bool has_region(std::string_view region) const {
            return static_cast<bool>(regions[region]) || pattern.matches(region);
        }
        json::view service(std::string_view service_name) const {
            auto const it = services.find(service_name);
            return it != services.end() ? it->second : json::view();
        }
    };

    std::shared_ptr<json::document const> document;
    std::vector<partition_index> partitions;
    bool builtin = true;

    partition_index const* find(std::string_view name) const noexcept {
        partition_index const* found = nullptr;
        for (auto const& p : partitions) {
            if (p.name == name) found = &p;
        }
        return found;
    }

    std::optional<legacy_endpoint> look_in(partition_index const& p, legacy_query const& query,
                                           bool forced) const;
};

std::optional<legacy_endpoint> legacy_resolver::impl::look_in(partition_index const& p,
                                                              legacy_query const& query, bool forced) const {
    if (query.use_dualstack && lacks_dualstack(p.name)) {
        throw endpoint_variant_error(std::vector<std::string>{"dualstack"});
    }
    detail::legacy_entry entry;
    entry.partition = p.data;
    entry.service = p.service(query.service);
    entry.service_name = query.service;
    auto const partition_endpoint = entry.service["partitionEndpoint"];
    if (!query.region && !partition_endpoint) throw no_region_error();
    entry.endpoint_name = query.region ? *query.region : partition_endpoint.as_string();
    if (!entry.service["endpoints"][entry.endpoint_name]) {
        if (!forced && !p.has_region(entry.endpoint_name)) return std::nullopt;
        bool const regional = entry.service["isRegionalized"].as_bool(true);
        if (!regional && !partition_endpoint.as_string().empty())
            entry.endpoint_name = partition_endpoint.as_string();
    }
    std::vector<std::string> tags;
    if (query.use_dualstack) tags.emplace_back("dualstack");
    if (query.use_fips) tags.emplace_back("fips");
    return detail::merge_entry(entry, tags);
}

legacy_resolver::legacy_resolver(std::shared_ptr<json::document const> data, bool uses_builtin_data) {
    auto state = std::make_unique<impl>();
    state->document = std::move(data);
    state->builtin = uses_builtin_data;
    auto const listed = state->document->root()["partitions"];
    if (!listed.is_array()) throw value_error("Missing \"partitions\" in endpoint data");
    for (auto const source : listed.items()) {
        auto& p = state->partitions.emplace_back();
        p.name = source["partition"].as_string();
        p.data = source;
        p.regions = source["regions"];
        if (auto const pattern = source["regionRegex"]; pattern.is_string()) {
            p.pattern = region_pattern(pattern.as_string());
        }
        auto const services = source["services"];
        p.services.reserve(services.size());
        for (auto const service : services.members()) p.services.try_emplace(service.key, service.value);
    }
    impl_ = std::move(state);
}

legacy_resolver::~legacy_resolver() = default;

bool legacy_resolver::uses_builtin_data() const noexcept { return impl_->builtin; }

std::optional<legacy_endpoint> legacy_resolver::construct_endpoint(legacy_query const& query) const {
    auto wanted = query;
    if (wanted.service == "s3" && wanted.use_dualstack && !wanted.region) wanted.region = "us-east-1";
    if (wanted.partition) {
        auto const* p = impl_->find(*wanted.partition);
        return p != nullptr ? impl_->look_in(*p, wanted, true) : std::nullopt;
    }
    for (auto const& p : impl_->partitions) {
        if (wanted.use_dualstack && lacks_dualstack(p.name)) continue;
        if (auto found = impl_->look_in(p, wanted, false)) return found;
    }
    return std::nullopt;
}

std::vector<std::string> legacy_resolver::available_partitions() const {
    std::vector<std::string> out;
    for (auto const& p : impl_->partitions) out.emplace_back(p.name);
    return out;
}

std::vector<std::string> legacy_resolver::available_endpoints(
    std::string_view service, std::string_view partition, bool allow_non_regional,
    std::vector<std::string> const& variant_tags) const {
    std::vector<std::string> out;
    for (auto const& p : impl_->partitions) {
        if (p.name != partition) continue;
        for (auto const entry : p.service(service)["endpoints"].members()) {
            bool const regional = static_cast<bool>(p.regions[entry.key]);
            // Only regions can have variants.
            bool const wanted = regional && !variant_tags.empty()
                                    ? static_cast<bool>(detail::find_variant(entry.value, variant_tags))
                                    : regional || allow_non_regional;
            if (wanted) out.emplace_back(entry.key);
        }
    }
    return out;
}

std::string legacy_resolver::partition_for_region(std::string_view region) const {
    for (auto const& p : impl_->partitions) {
        if (p.has_region(region)) return std::string(p.name);
    }
    throw unknown_region_error(std::string(region), "No partition found for provided region_name.");
}

std::optional<std::string> legacy_resolver::partition_dns_suffix(
    std::string_view partition, std::vector<std::string> const& variant_tags) const {
    for (auto const& p : impl_->partitions) {
        if (p.name != partition) continue;
        auto const source =
            variant_tags.empty() ? p.data : detail::find_variant(p.data["defaults"], variant_tags);
        if (auto const suffix = source["dnsSuffix"]; suffix.is_string())
            return std::string(suffix.as_string());
    }
    return std::nullopt;
}

json::view legacy_resolver::service_endpoints(std::string_view service, std::string_view partition) const {
    for (auto const& p : impl_->partitions) {
        if (p.name != partition) continue;
        if (auto const found = p.service(service)) return found["endpoints"];
    }
    return {};
}

}  // namespace coaws::endpoint
