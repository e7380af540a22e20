// AWS Signature Version 4 as a pure function of request, keys and time (SIGN-30…35).
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/base/time.hpp>
#include <coaws/http/message.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaws::auth {

/// How the payload enters the signature.
enum class payload_hash : std::uint8_t {
    of_body,                     ///< SHA-256 of the body, which must be in memory or given as `body_sha256`
    unsigned_payload,            ///< UNSIGNED-PAYLOAD
    streaming_unsigned_trailer,  ///< STREAMING-UNSIGNED-PAYLOAD-TRAILER
    streaming_signed,            ///< STREAMING-AWS4-HMAC-SHA256-PAYLOAD; see chunk_signer
    streaming_signed_trailer,    ///< STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER; see chunk_signer
    from_header                  ///< the value of an X-Amz-Content-SHA256 header already there
};

/// What a signature depends on besides the request and the keys. Views must outlive the call.
struct sigv4_params {
    std::string_view region;
    std::string_view service;
    timestamp now{};
    payload_hash payload = payload_hash::of_body;
    std::string_view body_sha256{};          ///< hex digest computed by the caller for bodies not in memory
    bool s3 = false;                         ///< S3 rules: path neither normalised nor encoded again
    bool add_content_sha256_header = false;  ///< S3, or asked for
    bool normalize_path = true;              ///< ignored for S3
    bool sign_session_token = true;          ///< false: token header added after signing (omit_session_token)
    bool s3_session = false;  ///< query only: the token is an S3 Express session's and named so (SIGN-01e)

    sigv4_params() = default;
};

/// The intermediate texts, for tests and debugging. They hold no key, but the session token: do not log them
/// as they are.
struct sigv4_trace {
    std::string canonical_request;
    std::string string_to_sign;
    std::string signature;
};

/// Adds X-Amz-Date (or refreshes Date), X-Amz-Security-Token, X-Amz-Content-SHA256 and Authorization to the
/// request's headers; stale ones are replaced, so a retry can sign again. X-Amz-Content-SHA256 is set for S3,
/// for unsigned payloads and where asked for. Every thread caches its latest signing keys per (secret, day,
/// region, service); safe to call from any thread on distinct requests. Throws value_error when the body's
/// hash is needed and unknown. Strong exception guarantee is not given: on an exception headers may have been
/// added.
void sign_v4_headers(http::request& request, credentials const& keys, sigv4_params const& params,
                     sigv4_trace* trace = nullptr);

/// Adds the X-Amz-… query parameters of a presigned request, valid for `expires_seconds` (SIGN-42); headers
/// are signed as they are and have to be sent as they are. S3 wants `payload_hash::unsigned_payload`. The
/// operation's own query parameters stay in front, encoded anew; `expires_seconds` is not range-checked
/// (SIGN-43).
void sign_v4_query(http::request& request, credentials const& keys, sigv4_params const& params,
                   std::int64_t expires_seconds, sigv4_trace* trace = nullptr);

}  // namespace coaws::auth
