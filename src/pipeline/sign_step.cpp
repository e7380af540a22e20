// Signing a request: which signer, with which keys, for which region (SIGN-21…27).
#include "pipeline/body_reader.hpp"
#include "pipeline/features.hpp"
#include "pipeline/operation_run.hpp"
#include "pipeline/query_from_body.hpp"

#include <coaws/auth/post_policy.hpp>
#include <coaws/auth/sigv2.hpp>
#include <coaws/auth/sigv4.hpp>
#include <coaws/auth/sigv4a.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>

#include "pipeline/auth_scheme.hpp"
#include "pipeline/clock_offsets.hpp"

namespace coaws::pipeline {

namespace {

bool is_s3_signer(std::string_view signer) {
    return signer.starts_with("s3v4") || signer.starts_with("v4-s3express");
}

/// Whether the payload's hash enters an S3 signature (SIGN-34).
bool s3_signs_payload(call_context const& context, client_settings const& settings,
                      http::request const& request) {
    if (settings.s3_payload_signing_enabled) return *settings.s3_payload_signing_enabled;
    auto const& chosen = context.checksum;
    bool const has_checksum =
        request.headers.contains("Content-MD5") || (chosen.request_location == checksum_location::header &&
                                                    request.headers.contains(chosen.request_header));
    if (request.url.scheme != "https" || !has_checksum) return true;
    if (context.operation().has_streaming_input) return false;
    return context.signing.payload_signing_enabled.value_or(true);
}

auth::payload_hash payload_mode(call_context const& context, client_settings const& settings,
                                http::request const& request, bool s3) {
    bool const trailer = context.checksum.request_location == checksum_location::trailer &&
                         request.headers.contains("X-Amz-Trailer");
    if (s3) {
        if (trailer) return auth::payload_hash::streaming_unsigned_trailer;
        return s3_signs_payload(context, settings, request) ? auth::payload_hash::of_body
                                                            : auth::payload_hash::unsigned_payload;
    }
    if (context.signing.payload_signing_enabled == false) return auth::payload_hash::unsigned_payload;
    if (request.headers.contains("X-Amz-Content-SHA256")) return auth::payload_hash::from_header;
    if (trailer) return auth::payload_hash::streaming_unsigned_trailer;
    return auth::payload_hash::of_body;
}

std::string with_suffix(std::string signer, std::string_view suffix) {
    if (signer != "none" && !signer.ends_with(suffix)) signer += suffix;
    return signer;
}

}  // namespace

std::string operation_run::choose_signer_name() {
    auto& signing = context_.signing;
    auto const& type = signing.auth_type;
    if (!type || type->empty()) return {};
    if (*type == "none" || *type == "bearer" || *type == "v4-s3express") return *type;
    if ((plan_.operation.unsigned_payload && presigning_ == nullptr) || *type == "v4-unsigned-body")
        signing.payload_signing_enabled = false;
    if (!type->starts_with("v4")) return {};
    auto const& settings = core_.settings();
    std::string_view const name = signing.signing_name ? *signing.signing_name : settings.signing_name;
    std::string signer = "v4";
    if (*type == "v4a") {
        signer = "v4a";
        use_region_set();
    }
    bool const s3 =
        name == "s3" || name == "s3-outposts" || name == "s3-object-lambda" || name == "s3express";
    return s3 ? "s3" + signer : signer;
}

std::string operation_run::preferred_signer_name() {
    // The reference knows neither preferences nor tokens when it presigns (SIGN-23, SIGN-40).
    if (presigning_ != nullptr) return {};
    auto const& settings = core_.settings();
    auto const& offered = core_.service().metadata().auth;
    std::string signer;
    if (settings.auth_scheme_preference && !settings.requested_signature_version && !offered.empty())
        signer = preferred_scheme(*settings.auth_scheme_preference, offered);
    if (settings.prefers_bearer) {
        context_.add_feature("3");
        signer = "bearer";
    }
    if (signer == "v4a" || (signer.empty() && settings.requested_signature_version == "v4a"))
        use_region_set();
    return signer;
}

void operation_run::use_region_set() {
    auto& signing = context_.signing;
    if (core_.settings().sigv4a_signing_region_set && presigning_ == nullptr)
        signing.region = core_.settings().sigv4a_signing_region_set;
    else if (!signing.region)
        signing.region = "*";
    if (!signing.signing_name) signing.signing_name = core_.settings().signing_name;
}

std::string operation_run::default_signer() const {
    auto const& type = context_.signing.auth_type;
    return type && !type->empty() ? *type : core_.settings().signature_version;
}

asio::awaitable<void> operation_run::sign(http::request& request) {
    auto const& settings = core_.settings();
    auto const& plan =
        presigning_ != nullptr && presigning_->signed_as != nullptr ? *presigning_->signed_as : plan_;
    auto const other = &plan == &plan_ ? nullptr : plan.handlers(core_);
    auto const& h = other ? *other : *handlers_;
    auto const& signing = context_.signing;
    auto const suffix = presigning_ == nullptr ? std::string_view() : presigning_->suffix();
    std::string signer = with_suffix(default_signer(), suffix);
    event_answer<choose_signer> chosen;
    if (!h.choose_signer.empty()) {
        choose_signer event(plan.names.choose_signer, context_);
        event.signing_name = signing.signing_name ? *signing.signing_name : settings.signing_name;
        if (signing.region)
            event.region_name = *signing.region;
        else if (settings.signing_region)
            event.region_name = *settings.signing_region;
        event.signature_version = signer;
        if (!emit_now(h.choose_signer, event, chosen, emit_mode::until_answer))
            co_await emit(h.choose_signer, event, chosen, emit_mode::until_answer);
    }
    if (!chosen) chosen = choose_signer_name();
    if (chosen->empty()) chosen = preferred_signer_name();
    if (!chosen->empty()) signer = with_suffix(std::move(*chosen), suffix);
    if (!h.before_sign.empty()) {
        before_sign event(plan.names.before_sign, context_, request);
        event.signing_name = settings.signing_name;
        if (settings.signing_region) event.region_name = *settings.signing_region;
        event.signature_version = signer;
        if (!emit_now(h.before_sign, event)) co_await emit(h.before_sign, event);
    }
    if (signer == "none") co_return;
    if (presigning_ != nullptr && !is_known_presigner(signer))
        throw unsupported_signature_version_error(signer);
    if (presigning_ == nullptr && !is_known_signer(signer)) throw unknown_signature_version_error(signer);
    if (signer == "bearer") {
        std::shared_ptr<auth_token const> token;
        if (core_.tokens() != nullptr) token = co_await core_.tokens()->resolve();
        if (token == nullptr) throw no_auth_token_error();
        request.headers.set("Authorization", "Bearer " + token->text());
        co_return;
    }
    std::shared_ptr<credentials const> keys = signing.request_credentials;
    // Only the keys of a bucket's session will do.
    if (!keys && signer.starts_with("v4-s3express")) throw unsupported_signature_version_error(signer);
    if (!keys && core_.identity() != nullptr) {
        keys = co_await core_.identity()->resolve();
        signed_with_ = keys;
        if (keys) add_credential_features(context_, keys->steps());
    }
    bool const sigv2 = signer == "v2" || signer.substr(0, signer.find('-')) == "s3";
    if (!sigv2 && !settings.signing_region) throw no_region_error();
    if (!keys) throw no_credentials_error();
    if (presigning_ != nullptr) {
        presign_with(request, signer, *keys);
        co_return;
    }
    std::string digest;
    if (!sigv2 && !request.body.empty() && !request.body.in_memory() &&
        payload_mode(context_, settings, request, is_s3_signer(signer)) == auth::payload_hash::of_body) {
        auto const raw = co_await digest_body(request.body, "sha256", core_.world());
        digest = hex_encode(raw);
    }
    sign_with(request, signer, *keys, digest);
}

timestamp operation_run::signing_time(http::request const& request) const {
    return core_.world().clock->now() + core_.offsets().find(request.url.authority);
}

auth::sigv4_params operation_run::signing_params(http::request const& request,
                                                 std::string_view signer) const {
    auto const& settings = core_.settings();
    auto const& signing = context_.signing;
    auth::sigv4_params params;
    params.now = signing_time(request);
    if (signing.region)
        params.region = *signing.region;
    else if (settings.signing_region)
        params.region = *settings.signing_region;
    params.service = signing.signing_name ? *signing.signing_name : settings.signing_name;
    params.s3 = is_s3_signer(signer);
    return params;
}

void operation_run::sign_with(http::request& request, std::string_view signer, credentials const& keys,
                              std::string_view body_digest) {
    auto params = signing_params(request, signer);
    if (signer == "s3") {
        std::optional<std::string_view> path;
        if (context_.auth_path) path = *context_.auth_path;
        return auth::sign_s3_v2_headers(request, keys, params.now, path);
    }
    if (signer == "v2") return auth::sign_v2_parameters(request, keys, params.now);
    params.add_content_sha256_header = params.s3 || context_.signing.payload_signing_enabled == false;
    params.payload = payload_mode(context_, core_.settings(), request, params.s3);
    params.body_sha256 = body_digest;
    if (signer == "v4" || signer == "s3v4") {
        auth::sign_v4_headers(request, keys, params);
    } else if (signer == "v4a" || signer == "s3v4a") {
        context_.add_feature("S");
        auth::sign_v4a_headers(request, keys, params);
    } else if (signer == "v4-s3express") {
        // The token of a bucket's session has a header of its own.
        request.headers.set("x-amz-s3session-token", keys.session_token().value_or(std::string()));
        credentials const without_token(keys.access_key(), keys.secret_key());
        auth::sign_v4_headers(request, without_token, params);
    } else {
        throw unsupported_signature_version_error(std::string(signer));
    }
}

void operation_run::presign_with(http::request& request, std::string_view signer, credentials const& keys) {
    auto params = signing_params(request, signer);
    bool const sigv2 = signer.starts_with("s3-");
    params.s3_session = signer.starts_with("v4-s3express");
    if (auto* form = presigning_->form) {
        auto const kind = sigv2               ? auth::post_signature::v2
                          : params.s3_session ? auth::post_signature::s3_express
                                              : auth::post_signature::v4;
        return auth::sign_post_policy(*form, *presigning_->conditions, presigning_->expires_seconds, keys,
                                      params, kind);
    }
    if (sigv2) {
        std::optional<std::string_view> path;
        if (context_.auth_path) path = *context_.auth_path;
        return auth::sign_s3_v2_query(request, keys, params.now, presigning_->expires_seconds, path);
    }
    move_body_to_query(request_);
    // The header that went with a form.
    if (request.headers.get("Content-Type") == "application/x-www-form-urlencoded; charset=utf-8")
        request.headers.erase("Content-Type");
    if (request.headers.contains("X-Amz-Content-SHA256"))
        params.payload = auth::payload_hash::from_header;
    else if (params.s3)
        params.payload = auth::payload_hash::unsigned_payload;
    if (signer == "s3v4a-query")
        auth::sign_v4a_query(request, keys, params, presigning_->expires_seconds);
    else
        auth::sign_v4_query(request, keys, params, presigning_->expires_seconds);
}

}  // namespace coaws::pipeline
