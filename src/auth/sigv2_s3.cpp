// The signature of S3 before version 4.
#include <algorithm>
#include <coaws/auth/sigv2.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

namespace coaws::auth {
namespace {

// Query parameters that name a part of the resource; sorted.
constexpr std::string_view subresources[] = {"accelerate",
                                             "acl",
                                             "analytics",
                                             "cors",
                                             "defaultObjectAcl",
                                             "delete",
                                             "inventory",
                                             "lifecycle",
                                             "location",
                                             "logging",
                                             "metrics",
                                             "notification",
                                             "object-lock",
                                             "partNumber",
                                             "policy",
                                             "replication",
                                             "requestPayment",
                                             "response-cache-control",
                                             "response-content-disposition",
                                             "response-content-encoding",
                                             "response-content-language",
                                             "response-content-type",
                                             "response-expires",
                                             "restore",
                                             "select",
                                             "select-type",
                                             "storageClass",
                                             "tagging",
                                             "torrent",
                                             "uploadId",
                                             "uploads",
                                             "versionId",
                                             "versioning",
                                             "versions",
                                             "website"};

void append_standard_headers(std::string& out, http::fields const& headers, std::string_view date) {
    out.append(trim(headers.get("Content-MD5"))).append("\n");
    out.append(trim(headers.get("Content-Type"))).append("\n");
    out.append(date).append("\n");
}

void append_amz_headers(std::string& out, http::fields const& headers) {
    std::map<std::string, std::string> lines;
    for (auto const& header : headers) {
        auto name = ascii_lower(header.name);
        if (!name.starts_with("x-amz-")) continue;
        auto const [line, added] = lines.try_emplace(std::move(name), trim(header.value));
        if (!added) line->second.append(",").append(trim(header.value));
    }
    for (auto const& [name, text] : lines) out.append(name).append(":").append(text).append("\n");
}

void append_resource(std::string& out, http::uri const& url, std::optional<std::string_view> auth_path) {
    out.append(auth_path ? *auth_path : std::string_view(url.path));
    std::vector<std::pair<std::string_view, std::string>> kept;
    if (!url.query.empty()) {
        for (auto const part : split(url.query, '&')) {
            auto const equals = part.find('=');
            auto const name = part.substr(0, equals);
            if (!std::ranges::binary_search(subresources, name)) continue;
            std::string text(name);
            if (equals != std::string_view::npos)
                text.append("=").append(percent_decode(part.substr(equals + 1)));
            auto const place =
                std::ranges::upper_bound(kept, name, {}, [](auto const& entry) { return entry.first; });
            kept.emplace(place, name, std::move(text));
        }
    }
    for (std::size_t i = 0; i < kept.size(); ++i) out.append(i == 0 ? "?" : "&").append(kept[i].second);
}

// `date` is a date or, for a presigned URL, the second at which it expires.
std::string signature(http::request& request, credentials const& keys, std::string_view date,
                      std::optional<std::string_view> auth_path, std::string* string_to_sign) {
    if (keys.session_token() && !keys.session_token()->empty()) {
        request.headers.set("x-amz-security-token", *keys.session_token());
    }
    std::string text = ascii_upper(request.method) + "\n";
    append_standard_headers(text, request.headers, date);
    append_amz_headers(text, request.headers);
    append_resource(text, request.url, auth_path);
    auto out = base64_encode(hmac_sha1(keys.secret_key(), text));
    if (string_to_sign != nullptr) *string_to_sign = std::move(text);
    return out;
}

void append_parameter(std::string& query, std::string_view name, std::string_view text) {
    if (!query.empty()) query += '&';
    percent_encode_to(query, name);
    query += '=';
    percent_encode_to(query, text);
}

}  // namespace

void sign_s3_v2_headers(http::request& request, credentials const& keys, timestamp now,
                        std::optional<std::string_view> auth_path, std::string* string_to_sign) {
    request.headers.erase("Authorization");
    auto const date = format_rfc822(now);
    request.headers.set("Date", date);
    auto const signed_text = signature(request, keys, date, auth_path, string_to_sign);
    request.headers.add("Authorization", "AWS " + keys.access_key() + ":" + signed_text);
}

void sign_s3_v2_query(http::request& request, credentials const& keys, timestamp now,
                      std::int64_t expires_seconds, std::optional<std::string_view> auth_path,
                      std::string* string_to_sign) {
    request.headers.erase("Date");
    auto const now_seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    // Unsigned, so that an absurd expiry wraps instead of being undefined.
    auto const expires = std::to_string(static_cast<std::int64_t>(
        static_cast<std::uint64_t>(now_seconds) + static_cast<std::uint64_t>(expires_seconds)));
    auto const signed_text = signature(request, keys, expires, auth_path, string_to_sign);
    auto& query = request.url.query;
    append_parameter(query, "AWSAccessKeyId", keys.access_key());
    append_parameter(query, "Signature", signed_text);
    std::vector<std::string> done;
    for (auto const& header : request.headers) {
        auto const name = ascii_lower(header.name);
        if (!name.starts_with("x-amz-") && name != "content-md5" && name != "content-type") continue;
        if (std::ranges::find(done, name) != done.end()) continue;
        append_parameter(query, name, header.value);
        done.push_back(name);
    }
    append_parameter(query, "Expires", expires);
}

}  // namespace coaws::auth
