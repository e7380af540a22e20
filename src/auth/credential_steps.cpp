// What the names of providers tell about keys.
#include <coaws/auth/credential_steps.hpp>

namespace coaws {

namespace {

using enum credential_step;

struct method_steps {
    std::string_view method;
    credential_steps steps;
};

/// Providers that can come by their keys in several ways tell themselves which it was.
constexpr method_steps methods[] = {
    {"explicit", {code}},
    {"env", {environment}},
    {"assume-role", {role}},
    {"assume-role-with-web-identity", {web_identity_role}},
    {"shared-credentials-file", {profile}},
    {"config-file", {profile}},
    {"sso", {sso}},
    {"login", {profile_login, login}},
    {"custom-process", {profile_process, process}},
    {"ec2-credentials-file", {old_file}},
    {"boto-config", {old_file}},
    {"container-role", {http}},
    {"iam-role", {instance_metadata}},
};

}  // namespace

credential_steps credential_steps::of_method(std::string_view method) noexcept {
    for (auto const& known : methods)
        if (known.method == method) return known.steps;
    return {};
}

}  // namespace coaws
