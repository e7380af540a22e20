// Naming the source of a copy.
#include "customization/s3/copy_source.hpp"

#include "customization/parameters.hpp"
#include "customization/s3/bucket_name.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

constexpr std::string_view version_query = "?versionId=";

bool has_blank(std::string_view text) {
    return text.find_first_of(" \t\n\v\f\r\x1c\x1d\x1e\x1f") != std::string_view::npos;
}

/// Where `?versionId=…` begins at the end of a text; its size when there is none.
std::size_t version_start(std::string_view text) {
    for (auto at = text.find(version_query); at != std::string_view::npos;
         at = text.find(version_query, at + 1)) {
        auto const version = text.substr(at + version_query.size());
        if (!version.empty() && !has_blank(version)) return at;
    }
    return text.size();
}

std::string from_text(std::string_view text) {
    auto const end = version_start(text);
    auto out = percent_encode(text.substr(0, end), "/");
    out += text.substr(end);
    return out;
}

/// A member as text; numbers count, too. Nothing for what can't be a name: validation complains then.
std::optional<std::string> part(value const& v) {
    if (auto const* text = v.get_if<std::string>()) return *text;
    if (v.is_int()) return std::to_string(v.as_int());
    return std::nullopt;
}

value const& required(value_map const& source, std::string_view name) {
    auto const* v = source.find(name);
    if (v == nullptr) throw param_validation_error("Missing required parameter: '" + std::string(name) + "'");
    return *v;
}

std::optional<std::string> from_map(value_map const& source) {
    auto const bucket = part(required(source, "Bucket"));
    auto const key = part(required(source, "Key"));
    if (!bucket || !key) return std::nullopt;
    auto out = percent_encode(*bucket + (is_access_point_arn(*bucket) ? "/object/" : "/") + *key, "/");
    auto const* version = source.find("VersionId");
    if (version == nullptr || version->is_null()) return out;
    auto const text = part(*version);
    if (!text) return std::nullopt;
    out.append(version_query).append(*text);
    return out;
}

void encode_copy_source(before_parameter_build& e) {
    auto* source = e.params.find("CopySource");
    if (source == nullptr) return;
    if (auto const* text = source->get_if<std::string>()) {
        *source = from_text(*text);
    } else if (auto const* map = source->get_if<value_map>()) {
        if (auto encoded = from_map(*map)) *source = std::move(*encoded);
    }
}

}  // namespace

void register_copy_source(emitter& events) {
    events.on("before-parameter-build.s3.CopyObject", encode_copy_source);
    events.on("before-parameter-build.s3.UploadPartCopy", encode_copy_source);
}

}  // namespace coaws::customization
