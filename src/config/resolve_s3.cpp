// S3 settings from code and from the `s3` block (CFG-45).
#include <coaws/base/errors_config.hpp>
#include <coaws/base/text.hpp>

#include "config/python_text.hpp"
#include "config/resolve_steps.hpp"

namespace coaws::config {

namespace {

std::optional<bool> flag(value_map const& block, std::string_view key) {
    value const* v = block.find(key);
    if (v == nullptr || v->is_null()) return std::nullopt;
    return convert(*v, conversion::boolean).as_bool();
}

std::string text(value const& v) { return v.is_string() ? v.as_string() : to_json(v); }

s3_config from_block(value_map const& block) {
    s3_config s3;
    if (value const* style = block.find("addressing_style"); style != nullptr && !style->is_null()) {
        s3.addressing = parse_addressing_style(text(*style));
    }
    s3.use_accelerate_endpoint = flag(block, "use_accelerate_endpoint");
    s3.use_dualstack_endpoint = flag(block, "use_dualstack_endpoint");
    s3.payload_signing_enabled = flag(block, "payload_signing_enabled");
    s3.use_arn_region = flag(block, "use_arn_region");
    if (value const* choice = block.find("us_east_1_regional_endpoint")) {
        auto const name = text(*choice);
        if (name != "legacy" && name != "regional")
            throw invalid_s3_us_east_1_regional_endpoint_config_error(name);
        s3.us_east_1_regional_endpoint =
            name == "legacy" ? regional_endpoints::legacy : regional_endpoints::regional;
    }
    s3.disable_multiregion_access_points = flag(block, "s3_disable_multiregion_access_points");
    s3.disable_express_session_auth = flag(block, "disable_s3_express_session_auth");
    return s3;
}

/// Writes what code has set over the block's keys.
void overlay(value_map& block, s3_config const& code) {
    auto set = [&](std::string_view key, auto const& v) {
        if (v) block[key] = *v;
    };
    if (code.addressing) block["addressing_style"] = to_string(*code.addressing);
    set("use_accelerate_endpoint", code.use_accelerate_endpoint);
    set("use_dualstack_endpoint", code.use_dualstack_endpoint);
    set("payload_signing_enabled", code.payload_signing_enabled);
    set("use_arn_region", code.use_arn_region);
    if (code.us_east_1_regional_endpoint) {
        block["us_east_1_regional_endpoint"] = to_string(*code.us_east_1_regional_endpoint);
    }
    set("s3_disable_multiregion_access_points", code.disable_multiregion_access_points);
    set("disable_s3_express_session_auth", code.disable_express_session_auth);
}

/// Code, else the variable, which must be a flag written out.
bool express_session_auth_disabled(resolve_step const& step) {
    if (step.code.s3 && step.code.s3->disable_express_session_auth) {
        return *step.code.s3->disable_express_session_auth;
    }
    auto const v = step.settings.get("s3_disable_express_session_auth");
    if (v.is_null()) return false;
    if (v.is_bool()) return v.as_bool();
    bool const valid = v.is_string() && (iequals(v.as_string(), "true") || iequals(v.as_string(), "false"));
    if (!valid) {
        throw invalid_config_error("Invalid value \"" + text(v) +
                                   "\" for s3_disable_express_session_auth. Value must be a boolean");
    }
    return parse_boolean(v.as_string());
}

}  // namespace

void resolve_s3(resolve_step const& step) {
    auto& out = step.out;
    out.s3_values = step.settings.get_map("s3");
    if (step.code.s3) overlay(out.s3_values, *step.code.s3);
    out.s3 = from_block(out.s3_values);
    out.s3_disable_express_session_auth = express_session_auth_disabled(step);
}

}  // namespace coaws::config
