// Signatures of the chunks of an aws-chunked body.
#include <coaws/auth/chunk_signer.hpp>

#include "auth/signing_key.hpp"

namespace coaws::auth {

chunk_signer::chunk_signer(credentials const& keys, sigv4_params const& params,
                           std::string_view seed_signature)
    : signature_(seed_signature) {
    auto const date = format_amz_date(params.now);
    auto const day = std::string_view(date).substr(0, 8);
    key_ = signing_key(keys.secret_key(), day, params.region, params.service);
    date_and_scope_.append(date).append("\n").append(day).append("/").append(params.region).append("/");
    date_and_scope_.append(params.service).append("/aws4_request\n");
}

chunk_signer::~chunk_signer() { cleanse(key_.data(), key_.size()); }

std::string const& chunk_signer::sign_text(std::string_view kind, std::string_view hashes) {
    std::string text(kind);
    text.append("\n").append(date_and_scope_).append(signature_).append("\n").append(hashes);
    signature_ = hex(hmac_sha256(as_bytes(key_), text));
    return signature_;
}

std::string const& chunk_signer::sign(std::string_view chunk) {
    // The first hash is that of the chunk's own headers, of which there are none.
    std::string hashes = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n";
    hashes += hex(sha256(chunk));
    return sign_text("AWS4-HMAC-SHA256-PAYLOAD", hashes);
}

std::string const& chunk_signer::sign_trailer(std::string_view lines) {
    return sign_text("AWS4-HMAC-SHA256-TRAILER", hex(sha256(lines)));
}

}  // namespace coaws::auth
