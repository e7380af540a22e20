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

struct source_features {
    std::string_view method;
    std::string_view first;
    std::string_view second;  ///< empty where there is but one
};

/// Of a profile that names a process or a login session, two are told: the place and the kind.
constexpr source_features sources[] = {
    {"explicit", "e", {}},
    {"env", "g", {}},
    {"assume-role", "i", {}},
    {"assume-role-with-web-identity", "k", {}},
    {"shared-credentials-file", "n", {}},
    {"config-file", "n", {}},
    {"sso", "s", {}},
    {"login", "AC", "AD"},
    {"custom-process", "v", "w"},
    {"ec2-credentials-file", "x", {}},
    {"boto-config", "x", {}},
    {"container-role", "z", {}},
    {"iam-role", "0", {}},
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

void add_credential_features(call_context& context, std::string_view method) {
    for (auto const& source : sources) {
        if (source.method != method) continue;
        context.add_feature(source.first);
        if (!source.second.empty()) context.add_feature(source.second);
        return;
    }
}

}  // namespace coaws::pipeline
