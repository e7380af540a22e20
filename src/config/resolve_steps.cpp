// Retries, signing, payloads and the remaining behaviour of a client.
#include "config/resolve_steps.hpp"

#include <algorithm>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/text.hpp>
#include <limits>

#include "config/python_text.hpp"

namespace coaws::config {

namespace {

constexpr std::int64_t largest_compression_threshold = 1048576;

/// Entries of a comma-separated list without blanks; empty ones are left out.
std::string normalised_list(std::string_view list) {
    std::string joined;
    for (auto item : split(list, ',')) {
        if (strip(item).empty()) continue;
        if (!joined.empty()) joined += ',';
        std::copy_if(item.begin(), item.end(), std::back_inserter(joined),
                     [](char c) { return c != ' ' && c != '\t'; });
    }
    return joined;
}

std::string text_setting(store const& settings, std::string_view name) {
    return settings.get_string(name).value_or("");
}

checksum_mode checksum_setting(resolve_step const& step, std::optional<checksum_mode> code,
                               std::string_view name) {
    return code ? *code : parse_checksum_mode(name, text_setting(step.settings, name));
}

std::int64_t compression_threshold(resolve_step const& step) {
    value const configured = step.code.request_min_compression_size_bytes
                                 ? value(*step.code.request_min_compression_size_bytes)
                                 : step.settings.get("request_min_compression_size_bytes");
    auto const shown = configured.is_string() ? configured.as_string() : to_json(configured);
    auto const base = "Invalid value \"" + shown + "\" for request_min_compression_size_bytes.";
    std::optional<std::int64_t> number;
    if (configured.is_int()) number = configured.as_int();
    if (configured.is_string()) number = parse_integer(configured.as_string());
    if (!number) {
        throw invalid_config_error(base + " Value must be an integer. Received <class '" +
                                   (configured.is_string() ? "str" : "dict") + "'> instead.");
    }
    if (*number < 1 || *number > largest_compression_threshold) {
        throw invalid_config_error(base + " Value must be between 1 and 1048576.");
    }
    return *number;
}

/// CFG-46: a block named like the endpoint prefix may carry a signature version.
std::optional<std::string> section_signature_version(resolve_step const& step) {
    value const* block = step.profile_keys.find(step.service.endpoint_prefix);
    value const* version = block == nullptr ? nullptr : block->find("signature_version");
    if (version == nullptr || !version->is_string() || version->as_string().empty()) return std::nullopt;
    return version->as_string();
}

}  // namespace

void resolve_signing(resolve_step const& step) {
    auto& out = step.out;
    auto const& code = step.code;
    out.credentials = code.credentials;
    if (code.signature_version) {
        out.unsigned_requests = *code.signature_version == client_config::unsigned_signature;
        if (!out.unsigned_requests) out.signature_version = code.signature_version;
        out.signature_version_from_code = !out.unsigned_requests;
    } else {
        out.signature_version = section_signature_version(step);
    }
    bool const in_code = code.auth_scheme_preference && !code.auth_scheme_preference->empty();
    out.auth_scheme_preference = normalised_list(
        in_code ? *code.auth_scheme_preference : text_setting(step.settings, "auth_scheme_preference"));
    out.auth_scheme_preference_from_code = in_code;
    out.sigv4a_signing_region_set = code.sigv4a_signing_region_set
                                        ? code.sigv4a_signing_region_set
                                        : step.settings.get_string("sigv4a_signing_region_set");
    if (out.unsigned_requests) {
        // There is no account to route by.
        out.account_id_endpoint_mode = account_id_mode::disabled;
    } else if (code.account_id_endpoint_mode) {
        out.account_id_endpoint_mode = *code.account_id_endpoint_mode;
    } else {
        out.account_id_endpoint_mode =
            parse_account_id_mode(text_setting(step.settings, "account_id_endpoint_mode"));
    }
}

void resolve_retries(resolve_step const& step) {
    auto& out = step.out;
    auto const code = step.code.retries.value_or(retry_config());
    out.total_max_attempts = code.total_max_attempts();
    if (!out.total_max_attempts) {
        if (auto const attempts = step.settings.get_int("max_attempts")) {
            if (*attempts < 1) throw invalid_max_retry_attempts_error(std::to_string(*attempts), "1");
            auto const most = std::int64_t{std::numeric_limits<int>::max()};
            out.total_max_attempts = static_cast<int>(std::min(*attempts, most));
        }
    }
    out.mode = code.mode() ? *code.mode() : parse_retry_mode(text_setting(step.settings, "retry_mode"));
}

void resolve_payloads(resolve_step const& step) {
    auto& out = step.out;
    out.request_checksum_calculation =
        checksum_setting(step, step.code.request_checksum_calculation, "request_checksum_calculation");
    out.response_checksum_validation =
        checksum_setting(step, step.code.response_checksum_validation, "response_checksum_validation");
    out.request_min_compression_size_bytes = compression_threshold(step);
    out.disable_request_compression =
        step.code.disable_request_compression
            ? *step.code.disable_request_compression
            : step.settings.get_bool("disable_request_compression").value_or(false);
}

void resolve_behaviour(resolve_step const& step) {
    auto& out = step.out;
    auto const& code = step.code;
    // The profile's key is asked even where code says "validate": only switching it off in code is final
    // (CFG-16).
    if (!code.parameter_validation.value_or(true)) {
        out.parameter_validation = false;
    } else if (value const* key = step.profile_keys.find("parameter_validation")) {
        out.parameter_validation = convert(*key, conversion::boolean).as_bool();
    }
    out.inject_host_prefix = code.inject_host_prefix
                                 ? *code.inject_host_prefix
                                 : !step.settings.get_bool("disable_host_prefix_injection").value_or(false);
    out.client_context_params = code.client_context_params.value_or(value_map());
    if (code.endpoint_discovery) {
        out.endpoint_discovery = *code.endpoint_discovery == endpoint_discovery_mode::automatic ? "auto"
                                 : *code.endpoint_discovery == endpoint_discovery_mode::enabled ? "true"
                                                                                                : "false";
    } else {
        out.endpoint_discovery = text_setting(step.settings, "endpoint_discovery_enabled");
    }
}

}  // namespace coaws::config
