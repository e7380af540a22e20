// Taking secrets out of header fields and URLs.
#include <algorithm>
#include <array>
#include <coaws/base/text.hpp>
#include <coaws/http/masking.hpp>

namespace coaws::http {

namespace {

constexpr std::array<std::string_view, 14> secret_headers = {
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    "dpop",
    "x-amz-security-token",
    "x-amz-s3session-token",
    "x-amz-sso_bearer_token",
    "x-amz-bearer-token",
    "x-amz-client-secret",
    "x-aws-ec2-metadata-token",
    "x-amz-server-side-encryption-customer-key",
    "x-amz-copy-source-server-side-encryption-customer-key",
    "x-amz-access-token",
};

}  // namespace

bool is_secret_header(std::string_view name) {
    return std::ranges::find(secret_headers, ascii_lower(name)) != secret_headers.end();
}

std::string masked_url(uri const& url, std::string_view mask,
                       std::function<bool(std::string_view name)> const& is_secret) {
    auto shown = url;
    if (auto const at = shown.authority.rfind('@'); at != std::string::npos)
        shown.authority.replace(0, at, mask);
    shown.query.clear();
    for (auto const part : split(url.query, '&')) {
        if (!shown.query.empty()) shown.query += '&';
        auto const equals = part.find('=');
        auto const name = part.substr(0, equals);
        if (equals != std::string_view::npos && is_secret(ascii_lower(percent_decode(name))))
            shown.query.append(name).append("=").append(mask);
        else
            shown.query += part;
    }
    return shown.str();
}

}  // namespace coaws::http
