// AWS Signature Version 4A: one ECDSA signature that several regions accept (SIGN-01d).
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/auth/sigv4.hpp>
#include <coaws/http/message.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaws::auth {

/// The intermediate texts, as for version 4. The signature is an ECDSA P-256 one,
/// DER in lower-case hex, and differs from call to call.
using sigv4a_trace = sigv4_trace;

/// A point on the curve: 32 bytes each, big-endian.
struct sigv4a_point {
    std::string x;
    std::string y;

    sigv4a_point() = default;
};

/// As `sign_v4_headers`, with these differences: `params.region` is the region set (`*`, or names with commas
/// between) and goes into X-Amz-Region-Set; X-Amz-Date is always used and a Date header left alone;
/// X-Amz-Content-SHA256 is also set where the payload is not simply hashed. The derived key pair is cached by
/// every thread. Throws value_error for a body of unknown hash, `error` when the cryptographic library fails.
void sign_v4a_headers(http::request& request, credentials const& keys, sigv4_params const& params,
                      sigv4a_trace* trace = nullptr);

/// As `sign_v4_query`, with the region set as X-Amz-Region-Set.
void sign_v4a_query(http::request& request, credentials const& keys, sigv4_params const& params,
                    std::int64_t expires_seconds, sigv4a_trace* trace = nullptr);

/// The public half of the key pair that belongs to access and secret key.
sigv4a_point sigv4a_public_key(credentials const& keys);

/// Whether a hex DER signature is right for a string to sign; false when it is malformed.
bool verify_v4a(credentials const& keys, std::string_view string_to_sign, std::string_view signature);

}  // namespace coaws::auth
