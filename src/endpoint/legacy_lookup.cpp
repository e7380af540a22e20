// Merging of the entries that describe one endpoint in endpoints.json.
#include "endpoint/legacy_lookup.hpp"

#include <algorithm>
#include <array>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/log.hpp>
#include <cstddef>

namespace coaws::endpoint::detail {

namespace {

std::vector<std::string> texts_of(json::view list) {
    std::vector<std::string> out;
    out.reserve(list.size());
    for (auto const item : list.items()) out.emplace_back(item.as_string());
    return out;
}

// The sources of one endpoint's members, the first that has a member wins.
class layers {
  public:
    void add(json::view source) {
        if (source) sources_[count_++] = source;
    }
    json::view find(std::string_view key) const {
        for (std::size_t i = 0; i < count_; ++i) {
            if (auto const member = sources_[i][key]) return member;
        }
        return {};
    }
    bool empty() const { return count_ == 0; }

  private:
    std::array<json::view, 6> sources_;
    std::size_t count_ = 0;
};

std::string fill_in(std::string_view text, legacy_entry const& entry, std::string_view dns_suffix) {
    struct placeholder {
        std::string_view name;
        std::string_view replacement;
    };
    placeholder const all[] = {
        {"{service}", entry.service_name}, {"{region}", entry.endpoint_name}, {"{dnsSuffix}", dns_suffix}};
    std::string out;
    while (!text.empty()) {
        auto const brace = text.find('{');
        out += text.substr(0, brace);
        if (brace == std::string_view::npos) break;
        text.remove_prefix(brace);
        auto const known = std::find_if(std::begin(all), std::end(all),
                                        [&](placeholder const& p) { return text.starts_with(p.name); });
        out += known != std::end(all) ? known->replacement : text.substr(0, 1);
        text.remove_prefix(known != std::end(all) ? known->name.size() : 1);
    }
    return out;
}

}  // namespace

json::view find_variant(json::view entry, std::vector<std::string> const& tags) {
    for (auto const variant : entry["variants"].items()) {
        auto const listed = texts_of(variant["tags"]);
        auto const in = [](std::vector<std::string> const& set) {
            return [&set](std::string const& tag) {
                return std::find(set.begin(), set.end(), tag) != set.end();
            };
        };
        if (std::all_of(listed.begin(), listed.end(), in(tags)) &&
            std::all_of(tags.begin(), tags.end(), in(listed))) {
            return variant;
        }
    }
    return {};
}

legacy_endpoint merge_entry(legacy_entry const& entry, std::vector<std::string> const& tags) {
    auto const endpoint_data = entry.service["endpoints"][entry.endpoint_name];
    auto const service_defaults = entry.service["defaults"];
    auto const partition_defaults = entry.partition["defaults"];
    legacy_endpoint out;
    out.endpoint_name = std::string(entry.endpoint_name);
    out.partition = std::string(entry.partition["partition"].as_string());
    out.deprecated = endpoint_data["deprecated"].as_bool();
    if (out.deprecated) {
        log::write(log::level::warning, "coaws.endpoint",
                   "Client is configured with the deprecated endpoint: " + out.endpoint_name);
    }

    layers merged;
    if (!tags.empty()) {
        merged.add(find_variant(endpoint_data, tags));
        merged.add(find_variant(service_defaults, tags));
        merged.add(find_variant(partition_defaults, tags));
        if (merged.empty()) throw endpoint_variant_error(tags);
        out.tags = texts_of(merged.find("tags"));
    }
    merged.add(endpoint_data);
    // The partition's suffix comes before that of the service's defaults: this order is the reference's.
    auto suffix = merged.find("dnsSuffix");
    if (!suffix) suffix = entry.partition["dnsSuffix"];
    out.dns_suffix = std::string(suffix.as_string());
    merged.add(service_defaults);
    merged.add(partition_defaults);

    auto const hostname = merged.find("hostname");
    if (!hostname.is_string())
        throw unknown_endpoint_error(std::string(entry.service_name), out.endpoint_name);
    out.hostname = fill_in(hostname.as_string(), entry, out.dns_suffix);
    out.ssl_common_name = fill_in(merged.find("sslCommonName").as_string(), entry, out.dns_suffix);
    out.protocols = texts_of(merged.find("protocols"));
    out.signature_versions = texts_of(merged.find("signatureVersions"));
    auto const scope = merged.find("credentialScope");
    if (auto const region = scope["region"]; region.is_string())
        out.credential_scope_region = region.as_string();
    if (auto const service = scope["service"]; service.is_string())
        out.credential_scope_service = service.as_string();
    return out;
}

}  // namespace coaws::endpoint::detail
