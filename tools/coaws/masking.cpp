// Requests as text without what must stay secret.
#include "masking.hpp"

#include <algorithm>
#include <array>
#include <coaws/base/text.hpp>
#include <coaws/http/masking.hpp>
#include <filesystem>
#include <system_error>

namespace cli {

namespace {

constexpr std::array secret_parameters{
    std::string_view("x-amz-signature"),
    std::string_view("x-amz-security-token"),
    std::string_view("x-amz-s3session-token"),
    std::string_view("signature"),
};

template <class List>
bool contains(List const& list, std::string_view name) noexcept {
    return std::ranges::find(list, name) != list.end();
}

/// `AWS4-HMAC-SHA256 Credential=…, Signature=…` keeps all but the signature, `AWS KEY:SIGNATURE` the key; of
/// anything else only the scheme is shown.
std::string masked_authorization(std::string_view text) {
    constexpr std::string_view label = "Signature=";
    if (auto const at = text.find(label); text.starts_with("AWS4-") && at != std::string_view::npos)
        return std::string(text.substr(0, at + label.size())).append(mask);
    auto const blank = text.find(' ');
    auto const scheme = text.substr(0, blank == std::string_view::npos ? 0 : blank + 1);
    if (scheme == "AWS ")
        if (auto const colon = text.find(':'); colon != std::string_view::npos)
            return std::string(text.substr(0, colon + 1)).append(mask);
    return std::string(scheme).append(mask);
}

}  // namespace

std::vector<std::string> sensitive_names(coaws::operation_schema const& operation) {
    std::vector<std::string> names;
    if (operation.input == nullptr) return names;
    for (std::size_t i = 0; i < operation.input->member_count(); ++i) {
        auto const& member = operation.input->member(i);
        auto const where = member.traits().location;
        if (member.traits().sensitive &&
            (where == coaws::binding::header || where == coaws::binding::querystring))
            names.push_back(coaws::ascii_lower(member.wire_name()));
    }
    return names;
}

std::string masked_header(std::string_view name, std::string_view text,
                          std::vector<std::string> const& sensitive) {
    auto const lower = coaws::ascii_lower(name);
    if (lower == "authorization") return masked_authorization(text);
    if (coaws::http::is_secret_header(lower) || contains(sensitive, lower)) return std::string(mask);
    return std::string(text);
}

void append_masked_headers(std::string& text, coaws::http::fields const& headers,
                           std::vector<std::string> const& sensitive) {
    for (auto const& field : headers)
        text.append(field.name)
            .append(": ")
            .append(masked_header(field.name, field.value, sensitive))
            .append("\n");
}

std::string masked_url(coaws::http::uri const& url, std::vector<std::string> const& sensitive) {
    return coaws::http::masked_url(url, mask, [&](std::string_view name) {
        return contains(secret_parameters, name) || contains(sensitive, name);
    });
}

std::string masked_request(coaws::http::request const& request, std::vector<std::string> const& sensitive) {
    auto text = request.method + ' ' + masked_url(request.url, sensitive) + '\n';
    if (!request.headers.contains("Host")) text += "Host: " + request.url.host_header() + '\n';
    append_masked_headers(text, request.headers, sensitive);
    if (request.body.empty()) return text;
    auto size = request.body.known_size();
    if (auto const* file = request.body.as_file(); file != nullptr && !size) {
        std::error_code failure;
        auto const whole = std::filesystem::file_size(file->path, failure);
        if (!failure && whole >= file->offset) size = whole - file->offset;
    }
    return text + "(body: " + (size ? std::to_string(*size) + " bytes" : "of unknown size") + ")\n";
}

}  // namespace cli
