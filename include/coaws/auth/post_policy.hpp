// Signed S3 POST policies, for browser uploads (SIGN-50).
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/auth/sigv4.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::auth {

/// Form fields in the order in which they are shown; setting one that exists overwrites it in place.
class post_fields {
  public:
    using entry = std::pair<std::string, std::string>;

    post_fields() = default;

    void set(std::string_view name, std::string_view value);
    /// The value of a field, or null. Valid until the fields change.
    std::string const* find(std::string_view name) const noexcept;
    auto begin() const noexcept { return entries_.begin(); }
    auto end() const noexcept { return entries_.end(); }
    std::size_t size() const noexcept { return entries_.size(); }

  private:
    std::vector<entry> entries_;
};

/// Which fields carry the signature.
enum class post_signature : std::uint8_t {
    v4,          ///< x-amz-algorithm, x-amz-credential, x-amz-date, x-amz-security-token, x-amz-signature
    s3_express,  ///< as v4, with X-Amz-S3session-Token for the token
    v2           ///< AWSAccessKeyId, x-amz-security-token, signature
};

/// Adds to a form's fields the policy and its signature. The policy holds the caller's conditions, in order,
/// and one for every authentication field; it expires `expires_seconds` after `params.now`. Of `params`,
/// region, service and now count; version 2 needs only now. Throws value_error for conditions that JSON
/// cannot hold and for an expiry that no date can.
void sign_post_policy(post_fields& fields, value_list const& conditions, std::int64_t expires_seconds,
                      credentials const& keys, sigv4_params const& params,
                      post_signature kind = post_signature::v4);

}  // namespace coaws::auth
