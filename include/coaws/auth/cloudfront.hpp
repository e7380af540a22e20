// Signed URLs and cookies of CloudFront (SIGN-53).
#pragma once

#include <coaws/base/time.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::auth {

/// Signs a text with RSA (PKCS #1 v1.5) over its SHA-1, which is what CloudFront wants, and gives the raw
/// bytes.
using rsa_sha1_function = std::function<std::string(std::string_view text)>;

/// Makes such a function from a private RSA key in PEM. Throws value_error when the text holds none; the text
/// is not quoted. The function throws `error` when the cryptographic library fails; it may be called from any
/// thread.
rsa_sha1_function make_rsa_sha1(std::string_view private_key_pem);

/// Who may fetch a resource, and when. Unset by default: no address, no beginning.
class cloudfront_policy {
  public:
    /// `resource` is a URL, possibly with `*`; the policy holds until `expires`.
    cloudfront_policy(std::string resource, timestamp expires);

    /// Not before.
    cloudfront_policy& with_start(timestamp from) &;
    cloudfront_policy&& with_start(timestamp from) &&;
    /// Only from an IPv4 address, or from a network in CIDR notation.
    cloudfront_policy& with_ip_address(std::string address) &;
    cloudfront_policy&& with_ip_address(std::string address) &&;

    /// The compact JSON text that is signed.
    std::string json() const;

  private:
    std::string resource_;
    timestamp expires_;
    std::optional<timestamp> start_;
    std::optional<std::string> ip_address_;
};

/// Signs for one key pair. Immutable; thread-safe where the function is.
class cloudfront_signer {
  public:
    cloudfront_signer(std::string key_pair_id, rsa_sha1_function sign);

    /// `url`, good until `expires` (canned policy). Throws what the function throws.
    std::string sign_url(std::string_view url, timestamp expires) const;
    /// `url` under a policy of its own, usually `cloudfront_policy::json()`.
    std::string sign_url(std::string_view url, std::string_view policy) const;

    using cookie = std::pair<std::string, std::string>;
    /// Names and values of the cookies that open `url`, as the two forms of `sign_url` do.
    std::vector<cookie> sign_cookies(std::string_view url, timestamp expires) const;
    std::vector<cookie> sign_cookies(std::string_view policy) const;

  private:
    std::vector<cookie> parameters(std::string_view policy, std::optional<timestamp> expires) const;

    std::string key_pair_id_;
    rsa_sha1_function sign_;
};

}  // namespace coaws::auth
