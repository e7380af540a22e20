// Which auth scheme a call uses: operation traits, endpoint schemes, the user's preference.
#include "pipeline/auth_scheme.hpp"

#include <algorithm>
#include <array>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>

namespace coaws::pipeline {

namespace {

std::string_view after_hash(std::string_view trait) {
    auto const at = trait.rfind('#');
    return at == std::string_view::npos ? trait : trait.substr(at + 1);
}

std::string_view signer_of_scheme(std::string_view scheme) {
    if (scheme == "sigv4") return "v4";
    if (scheme == "sigv4a") return "v4a";
    if (scheme == "httpBearerAuth") return "bearer";
    if (scheme == "noAuth") return "none";
    return {};
}

std::string_view without_sig(std::string_view name) {
    return name.starts_with("sig") ? name.substr(3) : name;
}

/// Configured names and rule-set names differ by prefixes: `s3v4` and `sigv4` are the same method.
bool same_method(std::string_view configured, std::string_view scheme) {
    configured = configured.substr(0, configured.find('-'));
    if (configured != "s3" && configured.starts_with("s3")) configured.remove_prefix(2);
    return without_sig(scheme) == configured;
}

scheme_choice choice_of(endpoint::auth_scheme const& scheme, std::string name) {
    scheme_choice choice;
    choice.auth_type = std::move(name);
    if (scheme.signing_region) {
        choice.region = *scheme.signing_region;
    } else if (scheme.signing_region_set && !scheme.signing_region_set->empty()) {
        std::string joined;
        for (auto const& region : *scheme.signing_region_set) {
            if (!joined.empty()) joined += ',';
            joined += region;
        }
        choice.region = std::move(joined);
    }
    if (scheme.signing_name) choice.signing_name = *scheme.signing_name;
    return choice;
}

}  // namespace

bool is_known_signer(std::string_view name) noexcept {
    static constexpr std::array<std::string_view, 11> known = {
        "v4", "s3v4", "v4-query", "s3v4-query", "v4a", "s3v4a", "bearer", "v4-s3express", "v2", "s3", "none"};
    return std::ranges::find(known, name) != known.end();
}

bool is_known_presigner(std::string_view name) noexcept {
    static constexpr std::array<std::string_view, 8> known = {
        "v4-query", "s3v4-query",      "s3v4a-query",       "v4-s3express-query",
        "s3-query", "s3-presign-post", "s3v4-presign-post", "v4-s3express-presign-post"};
    return std::ranges::find(known, name) != known.end();
}

std::string preferred_scheme(std::string_view preference, std::span<std::string const> options) {
    auto const offered = [&](std::string_view scheme) {
        return std::ranges::any_of(options, [&](auto const& o) { return after_hash(o) == scheme; });
    };
    for (auto part : split(preference, ',')) {
        part = trim(part);
        if (auto const signer = signer_of_scheme(part); !signer.empty() && offered(part))
            return std::string(signer);
    }
    for (auto const& option : options)
        if (auto const signer = signer_of_scheme(after_hash(option)); !signer.empty())
            return std::string(signer);
    std::vector<std::string> names;
    for (auto const& option : options) names.emplace_back(after_hash(option));
    std::ranges::sort(names);
    std::string joined;
    for (auto const& name : names) joined += (joined.empty() ? "" : ", ") + name;
    throw unsupported_signature_version_error(joined);
}

std::optional<std::string> operation_auth_type(operation_schema const& operation,
                                               std::optional<std::string> const& preference) {
    if (!operation.auth.empty()) {
        if (preference) return preferred_scheme(*preference, operation.auth);
        for (auto const& trait : operation.auth) {
            auto const signer = signer_of_scheme(after_hash(trait));
            if (signer.empty()) throw unknown_signature_version_error(trait);
            return std::string(signer);
        }
    }
    if (!operation.auth_type.empty()) return operation.auth_type;
    return std::nullopt;
}

scheme_choice choose_endpoint_scheme(std::span<endpoint::auth_scheme const> schemes,
                                     client_settings const& settings) {
    auto const& requested = settings.requested_signature_version;
    if (requested == "none") {
        scheme_choice choice;
        choice.auth_type = "none";
        return choice;
    }
    if (requested) {
        for (auto const& scheme : schemes)
            if (same_method(*requested, scheme.name)) return choice_of(scheme, *requested);
        return {};
    }
    if (settings.auth_scheme_preference) {
        std::vector<std::string> names;
        for (auto const& scheme : schemes) names.push_back(scheme.name);
        auto const chosen = preferred_scheme(*settings.auth_scheme_preference, names);
        for (auto const& scheme : schemes)
            if (without_sig(after_hash(scheme.name)) == chosen) return choice_of(scheme, chosen);
    }
    std::string offered;
    endpoint::auth_scheme const* asymmetric = nullptr;
    for (auto const& scheme : schemes) {
        auto const name = without_sig(scheme.name);
        // Much dearer than its neighbour: taken where it is asked for, or where nothing else will do.
        if (name == "v4a")
            asymmetric = &scheme;
        else if (is_known_signer(name))
            return choice_of(scheme, std::string(name));
        offered += (offered.empty() ? "" : ", ") + std::string(name);
    }
    if (asymmetric != nullptr) return choice_of(*asymmetric, "v4a");
    throw unknown_signature_version_error(offered);
}

}  // namespace coaws::pipeline
