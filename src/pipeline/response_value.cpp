// A response as the map that handlers, errors and callers see.
#include "pipeline/response_value.hpp"

#include <coaws/base/text.hpp>

namespace coaws::pipeline {

value_map metadata_value(protocol::response_metadata const& metadata) {
    value_map out = metadata.extra;
    constexpr std::size_t usual_size = 5;
    out.reserve(out.size() + usual_size);
    // Errors of S3 without a body have both ids, empty where the headers are missing.
    if (!metadata.request_id.empty() || metadata.host_id) out["RequestId"] = metadata.request_id;
    if (metadata.host_id) out["HostId"] = *metadata.host_id;
    out["HTTPStatusCode"] = metadata.status;
    value_map headers;
    headers.reserve(metadata.headers.size());
    for (auto const& f : metadata.headers) {
        auto name = ascii_lower(f.name);
        if (auto* have = headers.find(name))
            have->as_string().append(", ").append(f.value);
        else
            headers.append(std::move(name), f.value);
    }
    out["HTTPHeaders"] = std::move(headers);
    out["RetryAttempts"] = metadata.retry_attempts;
    if (metadata.max_attempts_reached) out["MaxAttemptsReached"] = true;
    if (metadata.retry_quota_reached) out["RetryQuotaReached"] = true;
    if (!metadata.checksum_algorithm.empty()) out["ChecksumAlgorithm"] = metadata.checksum_algorithm;
    return out;
}

value_map error_value(protocol::parsed_error const& error, protocol::response_metadata const& metadata) {
    value_map details;
    details["Code"] = error.code;
    details["Message"] = error.message;
    for (auto const& [name, v] : error.error_members) details[name] = v;
    value_map out;
    out.append("Error", std::move(details));
    out.append("ResponseMetadata", metadata_value(metadata));
    for (auto const& [name, v] : error.fields)
        if (name != "Error" && name != "ResponseMetadata") out[name] = v;
    return out;
}

}  // namespace coaws::pipeline
