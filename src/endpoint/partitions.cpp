// The partitions of AWS, as rule sets see them.
#include "endpoint/region_pattern.hpp"

#include <algorithm>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/endpoint/partitions.hpp>
#include <utility>
#include <vector>

namespace coaws::endpoint {

struct partitions::impl {
    struct known_region {
        std::string name;
        std::size_t index = 0;
    };
    std::vector<partition> all;
    std::vector<region_pattern> patterns;
    std::vector<known_region> regions;  ///< sorted by name; each names the partition that wins
};

namespace {

// What a partition answers is flat: anything nested would be of no use to a rule.
value scalar_of(json::view v) {
    switch (v.kind()) {
        case json::kind::boolean:
            return value(v.as_bool());
        case json::kind::integer:
            return value(v.as_int());
        case json::kind::number:
            return value(v.as_double());
        case json::kind::string:
            return value(v.as_string());
        default:
            return {};
    }
}

partition read_partition(json::view source) {
    partition out;
    out.id = std::string(source["id"].as_string());
    for (auto const [key, output] : source["outputs"].members()) out.outputs[key] = scalar_of(output);
    out.outputs["name"] = value(out.id);
    return out;
}

}  // namespace

partitions::partitions(std::unique_ptr<impl> state) : impl_(std::move(state)) {}
partitions::~partitions() = default;

std::shared_ptr<partitions const> partitions::load(json::view root) {
    auto state = std::make_unique<impl>();
    for (auto const source : root["partitions"].items()) {
        if (!source.is_object())
            throw endpoint_resolution_error("A partition in the partition data is no object.");
        state->all.push_back(read_partition(source));
        auto const pattern = source["regionRegex"];
        state->patterns.push_back(pattern.is_string() ? region_pattern(pattern.as_string())
                                                      : region_pattern());
    }
    if (state->all.empty()) throw endpoint_resolution_error("The partition data has no partitions.");

    std::size_t index = 0;
    for (auto const source : root["partitions"].items()) {
        for (auto const region : source["regions"].members()) {
            // An earlier partition whose pattern fits the region comes before the one that lists it.
            std::size_t winner = 0;
            while (winner < index && !state->patterns[winner].matches(region.key)) ++winner;
            impl::known_region entry;
            entry.name = std::string(region.key);
            entry.index = winner;
            state->regions.push_back(std::move(entry));
        }
        ++index;
    }
    auto const order = [](impl::known_region const& a, impl::known_region const& b) {
        return a.name != b.name ? a.name < b.name : a.index < b.index;
    };
    std::sort(state->regions.begin(), state->regions.end(), order);
    return std::shared_ptr<partitions const>(new partitions(std::move(state)));
}

partition const& partitions::find(std::string_view region) const noexcept {
    auto const before = [](impl::known_region const& a, std::string_view name) { return a.name < name; };
    auto const it = std::lower_bound(impl_->regions.begin(), impl_->regions.end(), region, before);
    if (it != impl_->regions.end() && it->name == region) return impl_->all[it->index];
    for (std::size_t i = 0; i < impl_->all.size(); ++i) {
        if (impl_->patterns[i].matches(region)) return impl_->all[i];
    }
    return fallback();
}

partition const& partitions::fallback() const noexcept { return impl_->all.front(); }

}  // namespace coaws::endpoint
