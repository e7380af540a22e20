// Settings of S3 clients (CFG-45).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace coaws {

/// Where the bucket's name stands in URLs: decided by the bucket's name, in the host, or in the path.
enum class addressing_style : std::uint8_t { automatic, virtual_hosted, path };
/// One endpoint for old regions, or one a region.
enum class regional_endpoints : std::uint8_t { legacy, regional };

/// `auto`, `virtual`, `path`.
std::string_view to_string(addressing_style style) noexcept;
/// Throws invalid_s3_addressing_style_error.
addressing_style parse_addressing_style(std::string_view name);
/// `legacy`, `regional`.
std::string_view to_string(regional_endpoints choice) noexcept;

/// Settings of S3 and S3 Control clients; what is not set comes from environment and files. Values as set and
/// not set: every member is absent until its setter ran.
class s3_config {
  public:
    s3_config() = default;

    s3_config& with_addressing_style(addressing_style v) & { return addressing = v, *this; }
    s3_config&& with_addressing_style(addressing_style v) && { return std::move(with_addressing_style(v)); }
    /// Uses the accelerated endpoint.
    s3_config& with_use_accelerate_endpoint(bool v = true) & { return use_accelerate_endpoint = v, *this; }
    s3_config&& with_use_accelerate_endpoint(bool v = true) && {
        return std::move(with_use_accelerate_endpoint(v));
    }
    /// Uses the endpoint that answers on IPv4 and IPv6.
    s3_config& with_use_dualstack_endpoint(bool v = true) & { return use_dualstack_endpoint = v, *this; }
    s3_config&& with_use_dualstack_endpoint(bool v = true) && {
        return std::move(with_use_dualstack_endpoint(v));
    }
    /// Whether payloads enter the signature (SIGN-34); by default they do over plain HTTP only.
    s3_config& with_payload_signing_enabled(bool v = true) & { return payload_signing_enabled = v, *this; }
    s3_config&& with_payload_signing_enabled(bool v = true) && {
        return std::move(with_payload_signing_enabled(v));
    }
    /// Whether the region inside an ARN may differ from the client's.
    s3_config& with_use_arn_region(bool v = true) & { return use_arn_region = v, *this; }
    s3_config&& with_use_arn_region(bool v = true) && { return std::move(with_use_arn_region(v)); }
    /// Whether region us-east-1 has an endpoint of its own or the global one, which is the default.
    s3_config& with_us_east_1_regional_endpoint(regional_endpoints v) & {
        return us_east_1_regional_endpoint = v, *this;
    }
    s3_config&& with_us_east_1_regional_endpoint(regional_endpoints v) && {
        return std::move(with_us_east_1_regional_endpoint(v));
    }
    /// Refuses multi-region access points.
    s3_config& with_disable_multiregion_access_points(bool v = true) & {
        return disable_multiregion_access_points = v, *this;
    }
    s3_config&& with_disable_multiregion_access_points(bool v = true) && {
        return std::move(with_disable_multiregion_access_points(v));
    }
    /// Signs requests to directory buckets with the client's own keys instead of session keys (CFG-21).
    s3_config& with_disable_express_session_auth(bool v = true) & {
        return disable_express_session_auth = v, *this;
    }
    s3_config&& with_disable_express_session_auth(bool v = true) && {
        return std::move(with_disable_express_session_auth(v));
    }

    /// Takes over what `other` has set.
    void merge(s3_config const& other);

    std::optional<addressing_style> addressing;
    std::optional<bool> use_accelerate_endpoint;
    std::optional<bool> use_dualstack_endpoint;
    std::optional<bool> payload_signing_enabled;
    std::optional<bool> use_arn_region;
    std::optional<regional_endpoints> us_east_1_regional_endpoint;
    std::optional<bool> disable_multiregion_access_points;
    std::optional<bool> disable_express_session_auth;
};

}  // namespace coaws
