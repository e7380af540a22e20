// Signatures of the chunks of an aws-chunked body (LIM-05).
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/auth/sigv4.hpp>
#include <coaws/base/digest.hpp>
#include <string>
#include <string_view>

namespace coaws::auth {

/// Signs the chunks of one request, each over the signature before it. The request itself is signed first,
/// with `payload_hash::streaming_signed` or `streaming_signed_trailer`; its signature is the seed. Not
/// thread-safe; a retry needs a new one.
class chunk_signer {
  public:
    /// Of `params`, region, service and now count; they must be those of the request.
    chunk_signer(credentials const& keys, sigv4_params const& params, std::string_view seed_signature);
    ~chunk_signer();
    chunk_signer(chunk_signer const&) = delete;
    chunk_signer& operator=(chunk_signer const&) = delete;

    /// The signature of the next chunk's bytes; the last chunk is empty. Valid until the next call.
    std::string const& sign(std::string_view chunk);
    /// The signature of the trailing headers, given as `name:value` lines each ended by a line feed. Valid
    /// until the next call.
    std::string const& sign_trailer(std::string_view lines);

  private:
    std::string const& sign_text(std::string_view kind, std::string_view hashes);

    sha256_digest key_;
    std::string date_and_scope_;
    std::string signature_;
};

}  // namespace coaws::auth
