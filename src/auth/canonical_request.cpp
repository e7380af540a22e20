// The canonical form of a request.
#include "auth/canonical_request.hpp"

#include <algorithm>
#include <coaws/base/digest.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <utility>
#include <vector>

#include "auth/signing_scratch.hpp"

namespace coaws::auth {
namespace {

constexpr std::string_view empty_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

bool needs_normalizing(std::string_view path) noexcept {
    return path.find("//") != std::string_view::npos || path.find("/.") != std::string_view::npos ||
           path.front() == '.';
}

std::string normalized(std::string_view path) {
    std::vector<std::string_view> kept;
    for (auto const segment : split(path, '/')) {
        if (segment.empty() || segment == ".") continue;
        if (segment != "..") {
            kept.push_back(segment);
        } else if (!kept.empty()) {
            kept.pop_back();
        }
    }
    std::string out;
    for (auto const segment : kept) out.append("/").append(segment);
    if (kept.empty() || path.back() == '/') out += '/';
    return out;
}

// Whether a query holds nothing that decoding and encoding again could change.
bool is_plain(std::string_view query) noexcept {
    bool in_value = false;
    for (char const c : query) {
        if (c == '&') {
            in_value = false;
        } else if (c == '=') {
            if (in_value) return false;
            in_value = true;
        } else if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                     c == '.' || c == '_' || c == '~')) {
            return false;
        }
    }
    return true;
}

using query_pair = std::pair<std::string_view, std::string_view>;

query_pair split_pair(std::string_view text) noexcept {
    auto const equals = text.find('=');
    if (equals == std::string_view::npos) return {text, {}};
    return {text.substr(0, equals), text.substr(equals + 1)};
}

void append_pairs(std::string& out, std::vector<query_pair>& pairs) {
    std::ranges::sort(pairs);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (i != 0) out += '&';
        out.append(pairs[i].first).append(1, '=').append(pairs[i].second);
    }
}

}  // namespace

void append_canonical_path(std::string& out, std::string_view path, bool s3, bool normalize) {
    if (path.empty()) {
        out += '/';
    } else if (s3) {
        out += path;
    } else if (normalize && needs_normalizing(path)) {
        percent_encode_to(out, normalized(path), "/");
    } else {
        percent_encode_to(out, path, "/");
    }
}

void append_canonical_query(std::string& out, std::string_view query, query_form form) {
    if (query.empty()) return;
    static thread_local std::vector<query_pair> pairs;
    pairs.clear();
    if (form == query_form::encoded || is_plain(query)) {
        while (!query.empty()) {
            auto const part = query.substr(0, query.find('&'));
            if (!part.empty()) pairs.push_back(split_pair(part));
            query.remove_prefix(std::min(part.size() + 1, query.size()));
        }
        append_pairs(out, pairs);
        return;
    }
    // Views into `encoded` stay valid: the list of texts does not grow past its reserve.
    auto const parts = split(query, '&');
    std::vector<std::string> encoded;
    encoded.reserve(parts.size() * 2);
    for (auto const part : parts) {
        if (part.empty()) continue;
        auto const [name, text] = split_pair(part);
        auto const& name_text = encoded.emplace_back(percent_encode(percent_decode(name)));
        auto const& value_text = encoded.emplace_back(percent_encode(percent_decode(text)));
        pairs.emplace_back(name_text, value_text);
    }
    append_pairs(out, pairs);
}

void write_canonical_request(std::string& out, http::request const& request, std::string_view query,
                             signed_header_set const& headers, std::string_view payload,
                             sigv4_params const& params, query_form form) {
    out.clear();
    for (char c : request.method) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    out += '\n';
    append_canonical_path(out, request.url.path, params.s3, params.normalize_path);
    out += '\n';
    append_canonical_query(out, query, form);
    out += '\n';
    headers.append_lines(out);
    out += '\n';
    headers.append_names(out);
    out += '\n';
    out += payload;
}

std::string_view payload_text(http::request const& request, sigv4_params const& params,
                              std::string& hash_storage) {
    switch (params.payload) {
        case payload_hash::unsigned_payload:
            return "UNSIGNED-PAYLOAD";
        case payload_hash::streaming_unsigned_trailer:
            return "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
        case payload_hash::streaming_signed:
            return "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
        case payload_hash::streaming_signed_trailer:
            return "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
        case payload_hash::from_header:
            if (auto const given = request.headers.find("X-Amz-Content-SHA256")) {
                // A copy: setting headers may move the field.
                return hash_storage = *given;
            }
            break;
        case payload_hash::of_body:
            break;
    }
    if (!params.body_sha256.empty()) return params.body_sha256;
    if (request.body.empty()) return empty_sha256;
    auto const bytes = request.body.in_memory();
    if (!bytes) throw value_error("Cannot sign a request whose body is not in memory without its SHA-256");
    if (bytes->empty()) return empty_sha256;
    hash_storage.clear();
    append_hex(hash_storage, sha256(*bytes));
    return hash_storage;
}

}  // namespace coaws::auth
