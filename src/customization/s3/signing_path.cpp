// The path that SigV2 signs names the bucket, wherever the bucket stands.
#include "customization/s3/signing_path.hpp"

#include "customization/parameters.hpp"

#include <coaws/base/text.hpp>
#include <coaws/endpoint/names.hpp>
#include <coaws/http/uri.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

constexpr std::string_view bucket_note = "s3.bucket";

bool is_sigv2(std::string_view signer) { return signer.starts_with("s3") && !signer.starts_with("s3v4"); }

/// The path behind that of the endpoint, which may hold the bucket.
std::string_view own_path(call_context const& context, http::request const& request) {
    std::string_view path = request.url.path;
    if (!context.endpoint) return path;
    auto const base = http::uri::parse(context.endpoint->url);
    if (!base) return path;
    std::string_view prefix = base->path;
    if (prefix.ends_with('/')) prefix.remove_suffix(1);
    if (path.starts_with(prefix)) path.remove_prefix(prefix.size());
    return path;
}

void set_signing_path(before_sign& e) {
    if (!is_sigv2(e.signature_version)) return;
    auto const* bucket = find_text(e.context.notes, bucket_note);
    if (bucket == nullptr) return;
    auto const path = own_path(e.context, e.request);
    std::string signed_path;
    if (!endpoint::is_arn(*bucket)) signed_path = '/' + percent_encode(*bucket);
    signed_path += path.empty() ? "/" : path;
    e.context.auth_path = std::move(signed_path);
}

}  // namespace

void register_signing_path(emitter& events, pipeline::client_settings const& settings) {
    bool const always = is_sigv2(settings.requested_signature_version.value_or(settings.signature_version));
    events.on("before-parameter-build.s3", [always](before_parameter_build& e) {
        if (!always && !e.context.is_presign) return;
        auto const* modelled = e.service().find_operation(e.operation().name);
        if (modelled == nullptr || !modelled->uri.starts_with("/{Bucket}")) return;
        if (auto const* bucket = find_text(e.params, "Bucket")) e.context.notes[bucket_note] = *bucket;
    });
    events.on("before-sign.s3", set_signing_path);
}

}  // namespace coaws::customization
