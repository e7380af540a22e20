// Signature Version 4 in headers and in the query.
#include <coaws/auth/sigv4.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>

#include "auth/canonical_request.hpp"
#include "auth/presign_query.hpp"
#include "auth/signing_key.hpp"
#include "auth/signing_scratch.hpp"

namespace coaws::auth {
namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";

// Date, token, hash of the payload, Authorization.
constexpr std::size_t most_added_headers = 4;

void append_scope(std::string& out, std::string_view day, sigv4_params const& params) {
    out.append(day)
        .append("/")
        .append(params.region)
        .append("/")
        .append(params.service)
        .append("/aws4_request");
}

void write_string_to_sign(std::string& out, std::string_view date, sigv4_params const& params,
                          std::string_view canonical_request) {
    out.assign(algorithm).append("\n").append(date).append("\n");
    append_scope(out, date.substr(0, 8), params);
    out += '\n';
    append_hex(out, sha256(canonical_request));
}

// Fills the scratch's texts and answers the signature.
sha256_digest sign(signing_scratch& scratch, http::request const& request, credentials const& keys,
                   sigv4_params const& params, std::string_view date, std::string_view payload,
                   query_form form = query_form::unknown) {
    write_canonical_request(scratch.canonical_request, request, request.url.query, scratch.headers, payload,
                            params, form);
    write_string_to_sign(scratch.string_to_sign, date, params, scratch.canonical_request);
    return sign_with_key(keys.secret_key(), date.substr(0, 8), params.region, params.service,
                         scratch.string_to_sign);
}

void fill_trace(sigv4_trace* trace, signing_scratch const& scratch, sha256_digest const& signature) {
    if (trace == nullptr) return;
    trace->canonical_request = scratch.canonical_request;
    trace->string_to_sign = scratch.string_to_sign;
    trace->signature = hex(signature);
}

// A Date header that is there stays the one in use; it is refreshed in the form that mail programs send.
void set_date(http::fields& headers, timestamp now, std::string_view amz_date) {
    if (!headers.contains("Date")) {
        headers.set("X-Amz-Date", amz_date);
        return;
    }
    auto date = format_rfc822(now);
    date.replace(date.size() - 3, 3, "-0000");
    headers.set("Date", date);
    headers.erase("X-Amz-Date");
}

bool sends_payload_header(sigv4_params const& params) noexcept {
    return params.s3 || params.add_content_sha256_header || params.payload == payload_hash::unsigned_payload;
}

}  // namespace

void sign_v4_headers(http::request& request, credentials const& keys, sigv4_params const& params,
                     sigv4_trace* trace) {
    auto& scratch = signing_scratch::of_thread();
    auto const date = scratch.date.of(params.now);
    auto& headers = request.headers;
    headers.erase("Authorization");
    headers.reserve(headers.size() + most_added_headers);
    set_date(headers, params.now, date);
    auto const& token = keys.session_token();
    bool const has_token = token && !token->empty();
    if (has_token && params.sign_session_token) headers.set("X-Amz-Security-Token", *token);
    if (has_token && !params.sign_session_token) headers.erase("X-Amz-Security-Token");

    auto const payload = payload_text(request, params, scratch.payload);
    if (sends_payload_header(params)) headers.set("X-Amz-Content-SHA256", payload);

    scratch.headers.collect(request);
    auto const signature = sign(scratch, request, keys, params, date, payload);
    auto& text = scratch.authorization;
    text.assign(algorithm).append(" Credential=").append(keys.access_key()).append("/");
    append_scope(text, date.substr(0, 8), params);
    text.append(", SignedHeaders=");
    scratch.headers.append_names(text);
    text.append(", Signature=");
    append_hex(text, signature);
    headers.add("Authorization", text);
    if (has_token && !params.sign_session_token) headers.set("X-Amz-Security-Token", *token);
    fill_trace(trace, scratch, signature);
}

void sign_v4_query(http::request& request, credentials const& keys, sigv4_params const& params,
                   std::int64_t expires_seconds, sigv4_trace* trace) {
    auto& scratch = signing_scratch::of_thread();
    auto const date = scratch.date.of(params.now);
    auto const payload = payload_text(request, params, scratch.payload);
    scratch.headers.collect(request);

    auto& credential = scratch.credential;
    credential.assign(keys.access_key()).append("/");
    append_scope(credential, date.substr(0, 8), params);
    auto& names = scratch.authorization;
    names.clear();
    scratch.headers.append_names(names);
    auto const& token = keys.session_token();
    bool const has_token = token && !token->empty();

    presign_query query(request.url.query);
    query.add("X-Amz-Algorithm", algorithm);
    query.add("X-Amz-Credential", credential);
    query.add("X-Amz-Date", date);
    query.add("X-Amz-Expires", std::to_string(expires_seconds));
    query.add("X-Amz-SignedHeaders", names);
    auto const token_name = params.s3_session ? "X-Amz-S3session-Token" : "X-Amz-Security-Token";
    if (has_token && params.sign_session_token) query.add(token_name, *token);
    request.url.query = query.text();
    auto const signature = sign(scratch, request, keys, params, date, payload, query_form::encoded);
    if (has_token && !params.sign_session_token) query.add(token_name, *token);
    query.add("X-Amz-Signature", hex(signature));
    request.url.query = query.text();
    fill_trace(trace, scratch, signature);
}

}  // namespace coaws::auth
