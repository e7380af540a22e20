// Signature Version 4A in headers and in the query.
#include <coaws/auth/sigv4a.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>

#include "auth/canonical_request.hpp"
#include "auth/presign_query.hpp"
#include "auth/signing_scratch.hpp"
#include "auth/sigv4a_key.hpp"

namespace coaws::auth {
namespace {

constexpr std::string_view algorithm = "AWS4-ECDSA-P256-SHA256";

// No region: the signature holds in every region of the set.
void append_scope(std::string& out, std::string_view day, sigv4_params const& params) {
    out.append(day).append("/").append(params.service).append("/aws4_request");
}

std::string sign(signing_scratch& scratch, http::request const& request, credentials const& keys,
                 sigv4_params const& params, std::string_view date, std::string_view payload,
                 sigv4a_trace* trace) {
    write_canonical_request(scratch.canonical_request, request, request.url.query, scratch.headers, payload,
                            params);
    auto& text = scratch.string_to_sign;
    text.assign(algorithm).append("\n").append(date).append("\n");
    append_scope(text, date.substr(0, 8), params);
    text.append("\n").append(hex(sha256(scratch.canonical_request)));
    auto signature = hex_encode(sigv4a_key::get(keys)->sign(text));
    if (trace != nullptr) {
        trace->canonical_request = scratch.canonical_request;
        trace->string_to_sign = text;
        trace->signature = signature;
    }
    return signature;
}

bool has_token(credentials const& keys) noexcept {
    return keys.session_token() && !keys.session_token()->empty();
}

}  // namespace

void sign_v4a_headers(http::request& request, credentials const& keys, sigv4_params const& params,
                      sigv4a_trace* trace) {
    auto& scratch = signing_scratch::of_thread();
    auto const date = format_amz_date(params.now);
    auto& headers = request.headers;
    std::string hash_storage;
    auto const payload = payload_text(request, params, hash_storage);
    bool const explicit_payload = params.payload == payload_hash::from_header
                                      ? headers.contains("X-Amz-Content-SHA256")
                                      : params.payload != payload_hash::of_body;
    for (auto const name : {"Authorization", "X-Amz-Security-Token", "X-Amz-Content-SHA256"})
        headers.erase(name);
    headers.set("X-Amz-Date", date);
    headers.set("X-Amz-Region-Set", params.region);
    if (params.s3 || params.add_content_sha256_header || explicit_payload) {
        headers.set("X-Amz-Content-SHA256", payload);
    }
    bool const sign_token = has_token(keys) && params.sign_session_token;
    if (sign_token) headers.set("X-Amz-Security-Token", *keys.session_token());

    scratch.headers.collect(request);
    auto const signature = sign(scratch, request, keys, params, date, payload, trace);
    auto& text = scratch.authorization;
    text.assign(algorithm).append(" Credential=").append(keys.access_key()).append("/");
    append_scope(text, std::string_view(date).substr(0, 8), params);
    text.append(", SignedHeaders=");
    scratch.headers.append_names(text);
    text.append(", Signature=").append(signature);
    headers.add("Authorization", text);
    if (has_token(keys) && !sign_token) headers.set("X-Amz-Security-Token", *keys.session_token());
}

void sign_v4a_query(http::request& request, credentials const& keys, sigv4_params const& params,
                    std::int64_t expires_seconds, sigv4a_trace* trace) {
    auto& scratch = signing_scratch::of_thread();
    auto const date = format_amz_date(params.now);
    std::string hash_storage;
    auto const payload = payload_text(request, params, hash_storage);
    scratch.headers.collect(request);

    std::string credential(keys.access_key());
    credential += '/';
    append_scope(credential, std::string_view(date).substr(0, 8), params);
    std::string names;
    scratch.headers.append_names(names);
    bool const sign_token = has_token(keys) && params.sign_session_token;

    presign_query query(request.url.query);
    query.add("X-Amz-Algorithm", algorithm);
    query.add("X-Amz-Credential", credential);
    query.add("X-Amz-Date", date);
    query.add("X-Amz-SignedHeaders", names);
    query.add("X-Amz-Expires", std::to_string(expires_seconds));
    if (sign_token) query.add("X-Amz-Security-Token", *keys.session_token());
    query.add("X-Amz-Region-Set", params.region);
    request.url.query = query.text();
    auto const signature = sign(scratch, request, keys, params, date, payload, trace);
    if (has_token(keys) && !sign_token) query.add("X-Amz-Security-Token", *keys.session_token());
    query.add("X-Amz-Signature", signature);
    request.url.query = query.text();
}

sigv4a_point sigv4a_public_key(credentials const& keys) { return sigv4a_key::get(keys)->public_point(); }

bool verify_v4a(credentials const& keys, std::string_view string_to_sign, std::string_view signature) {
    auto const der = hex_decode(signature);
    return der && sigv4a_key::get(keys)->verify(string_to_sign, *der);
}

}  // namespace coaws::auth
