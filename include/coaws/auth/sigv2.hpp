// The older signatures: that of S3 (SIGN-36) and Signature Version 2 (SIGN-01g).
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/base/time.hpp>
#include <coaws/http/message.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::auth {

/// Signs an S3 request with HMAC-SHA1: sets Date, x-amz-security-token and Authorization, replacing stale
/// ones. `auth_path` is the path with the bucket in front, for requests that have the bucket in the host
/// name. Safe to call from any thread on distinct requests.
void sign_s3_v2_headers(http::request& request, credentials const& keys, timestamp now,
                        std::optional<std::string_view> auth_path = {},
                        std::string* string_to_sign = nullptr);

/// Presigns an S3 request with HMAC-SHA1 (SIGN-42): appends AWSAccessKeyId, Signature, the signed headers and
/// Expires to the query. A Date header is removed, for the expiry stands in its place.
void sign_s3_v2_query(http::request& request, credentials const& keys, timestamp now,
                      std::int64_t expires_seconds, std::optional<std::string_view> auth_path = {},
                      std::string* string_to_sign = nullptr);

/// Adds AWSAccessKeyId, SignatureVersion, SignatureMethod, Timestamp, SecurityToken and Signature to the form
/// in the request's body, or to the query where there is no body. A Content-Length header that is there is
/// corrected. Throws value_error when the body is not in memory.
void sign_v2_parameters(http::request& request, credentials const& keys, timestamp now,
                        std::string* string_to_sign = nullptr);

}  // namespace coaws::auth
