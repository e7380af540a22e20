// Which auth scheme a call uses: operation traits, endpoint schemes, the user's preference (SIGN-20a, EP-50).
#pragma once

#include <coaws/endpoint/rule_set.hpp>
#include <coaws/pipeline/client_settings.hpp>
#include <coaws/schema/service_schema.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::pipeline {

/// Whether coaws can sign with a signer of this name (SIGN-01).
bool is_known_signer(std::string_view name) noexcept;

/// Whether coaws can presign a URL or a form with a signer of this name, suffix included (SIGN-01).
bool is_known_presigner(std::string_view name) noexcept;

/// The first scheme of the preference list, then of the options, that is offered and can be signed with, as
/// the signer's name ("none" for noAuth). Options may carry a namespace (`aws.auth#sigv4`). Throws
/// unsupported_signature_version_error when there is none.
std::string preferred_scheme(std::string_view preference, std::span<std::string const> options);

/// The auth type from an operation's `auth` traits (with the preference, when there is one), else its
/// `authtype`, else nothing.
std::optional<std::string> operation_auth_type(operation_schema const& operation,
                                               std::optional<std::string> const& preference);

/// What an endpoint's auth schemes say about the signature.
struct scheme_choice {
    std::optional<std::string> auth_type;  ///< nothing: the client's own signer decides
    std::optional<std::string> region;
    std::optional<std::string> signing_name;
};

/// Selects from an endpoint's non-empty scheme list (EP-50). Throws unknown_signature_version_error when none
/// can be signed with.
scheme_choice choose_endpoint_scheme(std::span<endpoint::auth_scheme const> schemes,
                                     client_settings const& settings);

}  // namespace coaws::pipeline
