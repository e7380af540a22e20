// The final values that a client works with, after configuration has been resolved.
#pragma once

#include <chrono>
#include <coaws/endpoint/parameter_binding.hpp>
#include <coaws/value/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace coaws::pipeline {

/// When checksums are computed or validated (CFG-34, CFG-35).
enum class checksum_policy : std::uint8_t { when_supported, when_required };

/// Which operations ask the service for their endpoint first (MISC-10).
enum class endpoint_discovery : std::uint8_t {
    off,            ///< none: the service has no discovery, or the code gave a URL
    refused,        ///< none, and those that cannot do without fail
    required_only,  ///< those that cannot do without
    every           ///< all that can
};

/// Plain data; immutable once the client exists.
struct client_settings {
    std::optional<std::string> region;  ///< client region (CFG-10)
    std::string endpoint_url;  ///< legacy-resolved base (CLI-05), used when a service has no rule set
    std::string partition;
    bool use_ssl = true;
    bool has_custom_endpoint = false;

    std::optional<std::string> signing_region;  ///< the signer's default region
    std::string signing_name;                   ///< the signer's default service name
    std::string signature_version = "v4";  ///< the client signer (SIGN-20); "none" for an unsigned client
    std::optional<std::string> requested_signature_version;  ///< set in code; "none" for unsigned (CFG-11)
    bool signature_version_configured = false;               ///< in code or in the profile (SIGN-24)
    std::optional<std::string> auth_scheme_preference;       ///< CFG-37
    std::optional<std::string> sigv4a_signing_region_set;    ///< CFG-33
    bool prefers_bearer = false;  ///< the environment's token is used where no scheme was asked for (SIGN-23)

    endpoint::builtin_values builtins;
    value_map client_context;  ///< client context parameters by snake_case name

    bool parameter_validation = true;
    bool inject_host_prefix = true;
    checksum_policy request_checksum = checksum_policy::when_supported;
    checksum_policy response_checksum = checksum_policy::when_supported;
    bool disable_request_compression = false;
    std::size_t request_min_compression_size = 10240;
    std::optional<bool> s3_payload_signing_enabled;
    bool s3_presigns_global = false;  ///< presigned requests go to S3's global endpoint (SIGN-44)
    pipeline::endpoint_discovery endpoint_discovery = pipeline::endpoint_discovery::off;
    std::string account_id_endpoint_mode = "preferred";
    std::chrono::nanoseconds read_timeout = std::chrono::seconds(60);
    std::string user_agent;  ///< everything but the feature list and the extras behind it
    std::string user_agent_tail;

    client_settings() = default;
};

}  // namespace coaws::pipeline
