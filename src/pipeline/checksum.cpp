// Flexible checksums of requests and responses.
#include "pipeline/checksum.hpp"

#include "pipeline/aws_chunked.hpp"
#include "pipeline/body_reader.hpp"
#include "pipeline/validating_body.hpp"

#include <algorithm>
#include <array>
#include <coaws/base/digest.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>

namespace coaws::pipeline {

namespace {

constexpr std::string_view header_prefix = "x-amz-checksum-";

// By priority for responses; all of them can be computed here.
constexpr std::array<std::string_view, 6> algorithms = {"crc64nvme", "crc32c", "crc32",
                                                        "sha1",      "sha256", "sha512"};

bool is_checksum_header(http::field_view const& field) noexcept {
    return field.name.size() > header_prefix.size() &&
           iequals(field.name.substr(0, header_prefix.size()), header_prefix);
}

bool has_checksum_header(http::fields const& headers) {
    return std::ranges::any_of(headers, is_checksum_header);
}

/// The user agent's letter for a request checksum (MISC-41).
std::string_view feature_of(std::string_view algorithm) {
    if (iequals(algorithm, "crc32")) return "U";
    if (iequals(algorithm, "crc32c")) return "V";
    if (iequals(algorithm, "crc64nvme")) return "W";
    if (iequals(algorithm, "sha1")) return "X";
    if (iequals(algorithm, "sha256")) return "Y";
    if (iequals(algorithm, "md5")) return "AE";
    if (iequals(algorithm, "sha512")) return "AF";
    if (iequals(algorithm, "xxhash3")) return "AG";
    if (iequals(algorithm, "xxhash64")) return "AH";
    if (iequals(algorithm, "xxhash128")) return "AI";
    return {};
}

void note_feature(call_context& context, std::string_view algorithm) {
    if (auto const id = feature_of(algorithm); !id.empty()) context.add_feature(id);
}

}  // namespace

void choose_request_checksum(call_context& context, prepared_request const& request, value_map const& params,
                             client_settings const& settings) {
    auto const& operation = context.operation();
    auto const& trait = operation.checksum;
    if (has_checksum_header(request.http.headers)) {
        for (auto const& f : request.http.headers)
            if (is_checksum_header(f)) note_feature(context, f.name.substr(header_prefix.size()));
        return;
    }
    auto& chosen = context.checksum;
    auto const& member = trait.request_algorithm_member;
    value const* named = member.empty() ? nullptr : params.find(member);
    bool const required = operation.http_checksum_required || trait.request_required;
    if (named != nullptr && named->is_string()) {
        chosen.request_algorithm = ascii_lower(named->as_string());
        if (std::ranges::find(algorithms, chosen.request_algorithm) == algorithms.end()) {
            auto const unknown = std::exchange(chosen.request_algorithm, {});
            throw flexible_checksum_error("Unsupported checksum algorithm: " + unknown);
        }
    } else if (required ||
               (!member.empty() && settings.request_checksum == checksum_policy::when_supported)) {
        if (context.is_presign) return;
        chosen.request_algorithm = "crc32";
        auto const* shape =
            member.empty() || operation.input == nullptr ? nullptr : operation.input->find_member(member);
        if (shape != nullptr) chosen.algorithm_header = shape->traits().location_name;
    } else {
        return;
    }
    // Only unsigned trailers are sent, so they need TLS.
    bool const trailer = operation.has_streaming_input && request.http.url.scheme == "https" &&
                         settings.requested_signature_version != "s3";
    chosen.request_location = trailer ? checksum_location::trailer : checksum_location::header;
    chosen.request_header = std::string(header_prefix) + chosen.request_algorithm;
    note_feature(context, chosen.request_algorithm);
}

void choose_response_checksums(call_context& context, value_map const& params) {
    auto const& trait = context.operation().checksum;
    if (trait.request_validation_mode_member.empty() ||
        !params.contains(trait.request_validation_mode_member))
        return;
    for (auto name : algorithms)
        if (std::ranges::any_of(trait.response_algorithms, [&](auto const& a) { return iequals(a, name); }))
            context.checksum.response_algorithms.emplace_back(name);
}

asio::awaitable<void> apply_request_checksum(call_context& context, http::request& request,
                                             client_core const& core) {
    auto const& chosen = context.checksum;
    if (chosen.request_location == checksum_location::none) co_return;
    if (!request.headers.contains(chosen.request_header)) {
        if (chosen.request_location == checksum_location::header) {
            auto const digest = co_await digest_body(request.body, chosen.request_algorithm, core.world());
            request.headers.set(chosen.request_header, base64_encode(digest));
        } else {
            co_await wrap_with_trailer(request, chosen.request_algorithm, chosen.request_header,
                                       core.world());
        }
    }
    if (!chosen.algorithm_header.empty())
        request.headers.set(chosen.algorithm_header, ascii_upper(chosen.request_algorithm));
}

void validate_response_checksum(call_context& context, http::response& response) {
    for (auto const& name : context.checksum.response_algorithms) {
        auto const expected = response.headers.find(std::string(header_prefix) + name);
        // A dash marks a checksum of part checksums, which can't be compared with the whole.
        if (!expected || expected->find('-') != std::string::npos) continue;
        context.checksum.response_algorithm = name;
        if (response.stream) {
            response.stream = validate_at_end(std::move(response.stream), name, std::string(*expected));
            return;
        }
        auto checksum = hasher::make(name);
        checksum->update(response.body);
        auto const actual = base64_encode(checksum->finish());
        if (actual != *expected)
            throw flexible_checksum_error("Expected checksum " + std::string(*expected) +
                                          " did not match calculated checksum: " + actual);
        return;
    }
}

}  // namespace coaws::pipeline
