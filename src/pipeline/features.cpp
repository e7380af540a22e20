// Which features a call uses.
#include "pipeline/features.hpp"

namespace coaws::pipeline {

namespace {

std::string_view retry_feature(retry::mode mode) noexcept {
    switch (mode) {
        case retry::mode::standard:
            return "E";
        case retry::mode::adaptive:
            return "F";
        default:
            return "D";
    }
}

struct step_id {
    credential_step step;
    std::string_view id;
};

constexpr step_id step_ids[] = {
    {credential_step::code, "e"},
    {credential_step::environment, "g"},
    {credential_step::environment_token, "h"},
    {credential_step::role, "i"},
    {credential_step::web_identity_role, "k"},
    {credential_step::profile, "n"},
    {credential_step::source_profile, "o"},
    {credential_step::named_provider, "p"},
    {credential_step::profile_token, "q"},
    {credential_step::profile_sso, "r"},
    {credential_step::sso, "s"},
    {credential_step::profile_legacy_sso, "t"},
    {credential_step::legacy_sso, "u"},
    {credential_step::profile_process, "v"},
    {credential_step::process, "w"},
    {credential_step::old_file, "x"},
    {credential_step::http, "z"},
    {credential_step::instance_metadata, "0"},
    {credential_step::profile_login, "AC"},
    {credential_step::login, "AD"},
};

}  // namespace

void add_client_features(call_context& context, client_core const& core) {
    auto const& settings = core.settings();
    context.features.reserve(12);
    context.add_feature(retry_feature(core.retries().mode()));
    if (settings.has_custom_endpoint) context.add_feature("N");
    context.add_feature(settings.request_checksum == checksum_policy::when_required ? "a" : "Z");
    context.add_feature(settings.response_checksum == checksum_policy::when_required ? "c" : "b");
    if (core.service().metadata().protocol == "smithy-rpc-v2-cbor") context.add_feature("M");
}

void add_credential_features(call_context& context, credential_steps steps) {
    for (auto const& [step, id] : step_ids)
        if (steps.contains(step)) context.add_feature(id);
}

}  // namespace coaws::pipeline
