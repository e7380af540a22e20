// How a bucket is addressed.
#include "customization/s3/endpoint_builtins.hpp"

#include "customization/parameters.hpp"

#include <algorithm>
#include <coaws/endpoint/names.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

using endpoint::builtin;

bool is_host_label(std::string_view text) {
    auto const allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    };
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, allowed);
}

void adjust_builtins(before_endpoint_resolution& e) {
    auto const* bucket = find_text(e.params, "Bucket");
    bool const arn_given = bucket != nullptr && endpoint::is_arn(*bucket);
    auto& path_style = e.builtins[builtin::s3_force_path_style];
    // A virtual host would be signed for the client's region, which need not be the bucket's.
    if (e.operation().name == "GetBucketLocation")
        path_style = true;
    else if (arn_given)
        path_style = false;

    if (!e.context.notes.contains(use_global_endpoint_note) || arn_given) return;
    if (auto const* forced = std::get_if<bool>(&path_style); forced != nullptr && *forced) return;
    if (bucket != nullptr && (!is_host_label(*bucket) || bucket->ends_with("--x-s3"))) return;
    e.builtins[builtin::region] = std::string("aws-global");
    e.builtins[builtin::s3_use_global_endpoint] = true;
}

}  // namespace

void register_endpoint_builtins(emitter& events) {
    events.on("before-endpoint-resolution.s3", adjust_builtins);
}

void register_global_presigning(emitter& events, pipeline::client_settings const& settings) {
    if (!settings.s3_presigns_global) return;
    events.on("before-parameter-build.s3", [](before_parameter_build& e) {
        if (e.context.is_presign) e.context.notes[use_global_endpoint_note] = true;
    });
}

}  // namespace coaws::customization
