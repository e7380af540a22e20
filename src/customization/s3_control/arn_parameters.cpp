// ARNs given to S3 Control in place of names.
#include "customization/s3_control/arn_parameters.hpp"

#include "customization/parameters.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/endpoint/names.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

/// Whether a resource reads `outpost/<id>/<kind>/<name>`, with slashes or colons.
bool is_outpost_resource(endpoint::arn const& a, std::string_view kind) {
    if (a.service != "s3-outposts") return false;
    std::string_view parts[4];
    auto rest = a.resource;
    for (std::size_t i = 0; i < 4; ++i) {
        auto const at = rest.find_first_of("/:");
        if ((at == std::string_view::npos) != (i == 3)) return false;
        parts[i] = rest.substr(0, at);
        if (i < 3) rest.remove_prefix(at + 1);
    }
    return parts[0] == "outpost" && parts[2] == kind;
}

void take_account(value_map& params, endpoint::arn const& a, std::string const& text) {
    if (auto const* given = params.find("AccountId")) {
        auto const* account = given->get_if<std::string>();
        if (account == nullptr || *account != a.account)
            throw unsupported_s3_control_arn_error(
                text, "Account ID in arn does not match the AccountId parameter provided: \"" +
                          (account == nullptr ? to_json(*given) : *account) + '"');
    }
    params["AccountId"] = a.account;
}

void check_arn(value_map& params, std::string_view member, std::string_view kind, bool accelerated) {
    auto const* given = find_text(params, member);
    if (given == nullptr) return;
    auto const text = *given;
    auto const a = endpoint::parse_arn(text);
    if (!a) return;
    if (a->region.starts_with("fips-") || a->region.ends_with("fips-"))
        throw unsupported_s3_control_arn_error(text, "Invalid ARN, FIPS region not allowed in ARN.");
    if (accelerated)
        throw unsupported_s3_control_configuration_error(
            "S3 control client does not support accelerate endpoints");
    if (!is_outpost_resource(*a, kind))
        throw unsupported_s3_control_arn_error(
            text, "The " + std::string(member) + " parameter does not support the provided ARN");
    take_account(params, *a, text);
}

}  // namespace

void register_arn_parameters(emitter& events, pipeline::client_settings const& settings) {
    auto const* setting = settings.client_context.find("use_accelerate_endpoint");
    auto const* flag = setting == nullptr ? nullptr : setting->get_if<bool>();
    bool const accelerated = flag != nullptr && *flag;
    events.on("before-endpoint-resolution.s3-control", [accelerated](before_endpoint_resolution& e) {
        auto const& name = e.operation().name;
        if (name == "CreateBucket" || name == "ListRegionalBuckets") return;
        if (name != "CreateAccessPoint") check_arn(e.params, "Name", "accesspoint", accelerated);
        check_arn(e.params, "Bucket", "bucket", accelerated);
    });
}

}  // namespace coaws::customization
