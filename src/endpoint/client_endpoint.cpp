// What a client takes over from the endpoint table and its configuration when it is made.
#include <algorithm>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/endpoint/client_endpoint.hpp>
#include <coaws/endpoint/names.hpp>
#include <iterator>
#include <string_view>
#include <utility>

namespace coaws::endpoint {

namespace {

// Regions whose STS requests once all went to the global endpoint.
constexpr std::string_view global_sts_regions[] = {
    "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "aws-global", "ca-central-1",
    "eu-central-1",   "eu-north-1", "eu-west-1",      "eu-west-2",      "eu-west-3",  "sa-east-1",
    "us-east-1",      "us-east-2",  "us-west-1",      "us-west-2",
};

using settings_type = client_endpoint_settings;

bool is_regional_choice(std::string_view text) { return text == "legacy" || text == "regional"; }

bool is_s3_family(settings_type const& s) {
    return s.endpoint_prefix == "s3" || s.endpoint_prefix == "s3-control";
}

bool wants_dualstack(settings_type const& s) {
    return is_s3_family(s) && s.s3_use_dualstack ? *s.s3_use_dualstack : s.use_dualstack;
}

bool forces_global_s3(settings_type const& s, std::optional<std::string> const& region) {
    std::string const choice =
        s.s3_us_east_1_regional_endpoint.empty() ? "legacy" : s.s3_us_east_1_regional_endpoint;
    if (!is_regional_choice(choice)) throw invalid_s3_us_east_1_regional_endpoint_config_error(choice);
    return choice == "legacy" && (!region || *region == "us-east-1");
}

bool forces_global_sts(settings_type const& s, std::optional<std::string> const& region) {
    std::string const choice = s.sts_regional_endpoints.empty() ? "regional" : s.sts_regional_endpoints;
    if (!is_regional_choice(choice)) throw invalid_sts_regional_endpoints_config_error(choice);
    return choice == "legacy" && region &&
           std::find(std::begin(global_sts_regions), std::end(global_sts_regions), *region) !=
               std::end(global_sts_regions);
}

std::string url_of(std::string_view host, bool use_ssl, std::vector<std::string> const& protocols) {
    bool const tls = use_ssl && std::find(protocols.begin(), protocols.end(), "https") != protocols.end();
    return std::string(tls ? "https://" : "http://").append(host);
}

std::string default_signing_name(settings_type const& s) {
    return s.signing_name.empty() ? s.endpoint_prefix : s.signing_name;
}

client_endpoint from_table(settings_type const& s, std::optional<std::string> region, legacy_endpoint found) {
    client_endpoint out;
    out.region_name = region;
    out.signing_region = std::move(region);
    if (s.endpoint_url) {
        // With a custom URL the entry says nothing about where requests go, so neither region is taken from
        // it.
        out.endpoint_url = *s.endpoint_url;
    } else {
        out.endpoint_url = url_of(found.hostname, s.use_ssl, found.protocols);
        out.region_name = found.endpoint_name;
        out.signing_region = found.credential_scope_region.value_or(found.endpoint_name);
    }
    out.signing_name = found.credential_scope_service.value_or(default_signing_name(s));
    out.signature_versions = std::move(found.signature_versions);
    out.variant_tags = std::move(found.tags);
    out.partition = std::move(found.partition);
    out.dns_suffix = std::move(found.dns_suffix);
    return out;
}

client_endpoint assumed(settings_type const& s, std::optional<std::string> region) {
    if (!region && !s.endpoint_url) throw no_region_error();
    client_endpoint out;
    out.endpoint_url = s.endpoint_url ? *s.endpoint_url
                                      : url_of(s.endpoint_prefix + '.' + *region + ".amazonaws.com",
                                               s.use_ssl, {"http", "https"});
    out.region_name = region;
    out.signing_region = std::move(region);
    out.signing_name = default_signing_name(s);
    out.signature_versions = {"v4"};
    return out;
}

client_endpoint look_up(legacy_resolver const& table, settings_type const& s,
                        std::optional<std::string> region) {
    legacy_query query;
    query.service = s.endpoint_prefix;
    if (region) query.region = *region;
    query.use_dualstack = wants_dualstack(s);
    query.use_fips = s.use_fips;
    auto found = table.construct_endpoint(query);
    if (!found) {
        query.partition = "aws";
        found = table.construct_endpoint(query);
    }
    return found ? from_table(s, std::move(region), std::move(*found)) : assumed(s, std::move(region));
}

client_endpoint look_up_s3(legacy_resolver const& table, settings_type const& s) {
    bool const global = forces_global_s3(s, s.region);
    auto out = look_up(table, s, global ? std::nullopt : s.region);
    if (!out.region_name && !out.signing_region) {
        // Only with a custom URL: sign as for the service's own endpoint.
        auto plain = s;
        plain.endpoint_url.reset();
        plain.use_ssl = true;
        auto const fallback = look_up(table, plain, std::nullopt);
        out.region_name = fallback.region_name;
        out.signing_region = fallback.signing_region;
    }
    // Users compare the client's region with us-east-1, so the pseudo region must not show.
    if (global && out.region_name == "aws-global") out.region_name = "us-east-1";
    return out;
}

client_endpoint look_up_sts(legacy_resolver const& table, settings_type const& s) {
    auto out = look_up(table, s, s.region);
    bool const custom = s.endpoint_url && !s.endpoint_url->empty();
    if (!custom && out.variant_tags.empty() && forces_global_sts(s, s.region)) {
        out.endpoint_url = s.use_ssl ? "https://sts.amazonaws.com" : "http://sts.amazonaws.com";
        out.signing_region = "us-east-1";
    }
    return out;
}

bool forces_path_style(settings_type const& s) {
    if (s.s3_use_accelerate.value_or(false)) return false;
    if (s.endpoint_url && !is_s3_accelerate_url(*s.endpoint_url)) return s.s3_addressing_style != "virtual";
    return s.s3_addressing_style == "path";
}

parameter_value text_or_nothing(std::optional<std::string> const& text) {
    return text ? parameter_value(*text) : parameter_value();
}

}  // namespace

client_endpoint resolve_client_endpoint(legacy_resolver const& table,
                                        client_endpoint_settings const& settings) {
    if (settings.endpoint_prefix == "s3") return look_up_s3(table, settings);
    if (settings.endpoint_prefix == "sts") return look_up_sts(table, settings);
    return look_up(table, settings, settings.region);
}

builtin_values make_builtins(legacy_resolver const& table, client_endpoint_settings const& settings,
                             client_endpoint const& resolved) {
    auto const& s = settings;
    bool const legacy_region = s.endpoint_prefix == "s3" || s.endpoint_prefix == "sts" || !s.region;
    auto const region = legacy_region ? resolved.region_name : s.region;
    std::optional<std::string> given;
    if (s.endpoint_url && !s.endpoint_url->empty()) {
        given = s.endpoint_url;
    } else if (!table.uses_builtin_data()) {
        given = resolved.endpoint_url;
    }
    builtin_values out;
    out[builtin::region] = text_or_nothing(region);
    // A given endpoint can't be combined with variants.
    out[builtin::use_fips] = !given && s.use_fips;
    out[builtin::use_dual_stack] = !given && wants_dualstack(s);
    out[builtin::sts_use_global_endpoint] = forces_global_sts(s, region);
    out[builtin::s3_use_global_endpoint] = forces_global_s3(s, region);
    out[builtin::s3_accelerate] = s.s3_use_accelerate.value_or(false);
    out[builtin::s3_force_path_style] = forces_path_style(s);
    out[builtin::s3_use_arn_region] = s.s3_use_arn_region.value_or(true);
    out[builtin::s3control_use_arn_region] = s.s3_use_arn_region.value_or(false);
    out[builtin::s3_disable_multi_region_access_points] =
        s.s3_disable_multiregion_access_points.value_or(false);
    if (s.s3_disable_express_session_auth) {
        out[builtin::s3_disable_express_session_auth] = *s.s3_disable_express_session_auth;
    }
    out[builtin::sdk_endpoint] = text_or_nothing(given);
    if (!s.account_id_endpoint_mode.empty())
        out[builtin::account_id_endpoint_mode] = s.account_id_endpoint_mode;
    return out;
}

}  // namespace coaws::endpoint
