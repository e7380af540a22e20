// Names that become part of an endpoint: host labels, buckets, addresses, ARNs (EP-22, EP-57, EP-58).
#pragma once

#include <optional>
#include <string_view>

namespace coaws::endpoint {

/// Whether the text is one host label: 1 to 63 ASCII letters, digits and hyphens, no hyphen at either end.
/// With `allow_subdomains`, whether every part between dots is one. Thread-safe.
bool is_valid_host_label(std::string_view text, bool allow_subdomains) noexcept;

/// Whether a bucket can be the first label of a host name: at least 3 characters, no upper case, no IPv4
/// address, valid host label, or labels with `allow_subdomains`. Thread-safe.
bool is_virtual_hostable_bucket(std::string_view bucket, bool allow_subdomains) noexcept;

/// The stricter test of addressing without a rule set: no dots, 3 to 63 lower-case letters, digits and
/// hyphens, letters or digits at both ends. Thread-safe.
bool is_dns_compatible_bucket(std::string_view bucket) noexcept;

/// Whether the text has the form of a dotted IPv4 address; the range of the numbers is not checked.
bool is_ipv4_address(std::string_view text) noexcept;

/// Whether the text is an IPv6 address, with or without a zone (`%eth0`), without brackets.
bool is_ipv6_address(std::string_view text) noexcept;

/// Whether a URL addresses the S3 accelerate endpoint itself, without a bucket in the host.
bool is_s3_accelerate_url(std::string_view url) noexcept;

/// The parts of an ARN; views of the text it was parsed from.
struct arn {
    std::string_view partition;
    std::string_view service;
    std::string_view region;
    std::string_view account;
    std::string_view resource;  ///< everything after the fifth colon
};

/// Splits a text of at least six colon-separated parts; nothing when it has fewer. The first part is not
/// looked at.
std::optional<arn> parse_arn(std::string_view text) noexcept;

/// Whether the text starts with `arn:` and has all six parts.
bool is_arn(std::string_view text) noexcept;

}  // namespace coaws::endpoint
