// Splitting of custom endpoint URLs the way rule sets want it.
#include "endpoint/url_text.hpp"

#include <algorithm>
#include <coaws/base/text.hpp>
#include <coaws/endpoint/names.hpp>
#include <cstddef>
#include <utility>
#include <vector>

namespace coaws::endpoint::detail {

namespace {

// Control characters and blanks at the front, tabs and line ends anywhere: the reference's parser drops them.
std::string without_controls(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) text.remove_prefix(1);
    std::string out(text);
    std::erase_if(out, [](char c) { return c == '\t' || c == '\r' || c == '\n'; });
    return out;
}

bool is_port(std::string_view text) {
    if (text.empty()) return true;
    unsigned number = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return false;
        number = std::min(number * 10 + static_cast<unsigned>(c - '0'), 65536u);
    }
    return number <= 65535;
}

struct host_and_port {
    std::string_view host;
    std::string_view port;
    bool bracketed = false;
};

// Splits an authority; nothing when its brackets do not pair up or hold no IPv6 address.
std::optional<host_and_port> split_authority(std::string_view authority) {
    bool const opens = authority.find('[') != std::string_view::npos;
    bool const closes = authority.find(']') != std::string_view::npos;
    if (opens != closes) return std::nullopt;
    if (auto const at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
    host_and_port out;
    auto const open = authority.find('[');
    if (open == std::string_view::npos) {
        if (opens) return std::nullopt;  // the brackets were in the user information
        auto const colon = authority.find(':');
        out.host = authority.substr(0, colon);
        if (colon != std::string_view::npos) out.port = authority.substr(colon + 1);
        return out;
    }
    auto const inner = authority.substr(open + 1);
    auto const close = inner.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    out.host = inner.substr(0, close);
    out.bracketed = true;
    if (!is_ipv6_address(out.host)) return std::nullopt;
    auto const rest = inner.substr(close + 1);
    if (auto const colon = rest.find(':'); colon != std::string_view::npos) out.port = rest.substr(colon + 1);
    return out;
}

// The part before `;` of the last segment: what follows are parameters of the path, not the path.
std::string_view without_parameters(std::string_view path) {
    auto const slash = path.rfind('/');
    auto const semicolon = path.find(';', slash == std::string_view::npos ? 0 : slash);
    return path.substr(0, semicolon);
}

}  // namespace

std::string normalize_path(std::string_view path) {
    std::vector<std::string_view> segments;
    for (auto const segment : split(path, '/')) {
        if (segment.empty() || segment == ".") continue;
        if (segment != "..") {
            segments.push_back(segment);
        } else if (!segments.empty()) {
            segments.pop_back();
        }
    }
    std::string out;
    if (path.empty() || path.front() == '/') out += '/';
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (i > 0) out += '/';
        percent_encode_to(out, segments[i]);
    }
    if (!out.ends_with('/')) out += '/';
    return out;
}

std::optional<endpoint_url> parse_endpoint_url(std::string_view text) {
    std::string const cleaned = without_controls(text);
    std::string_view rest = cleaned;
    auto const colon = rest.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    endpoint_url out;
    out.scheme = ascii_lower(rest.substr(0, colon));
    rest.remove_prefix(colon + 1);
    if ((out.scheme != "http" && out.scheme != "https") || !rest.starts_with("//")) return std::nullopt;
    rest.remove_prefix(2);
    auto const authority = rest.substr(0, rest.find_first_of("/?#"));
    rest.remove_prefix(authority.size());
    auto const host = split_authority(authority);
    if (!host || host->host.empty() || !is_port(host->port)) return std::nullopt;
    rest = rest.substr(0, rest.find('#'));
    if (auto const query = rest.find('?'); query != std::string_view::npos) {
        if (query + 1 < rest.size()) return std::nullopt;
        rest = rest.substr(0, query);
    }
    out.authority = std::string(authority);
    out.path = std::string(without_parameters(rest));
    out.normalized_path = normalize_path(out.path);
    out.is_ip = is_ipv4_address(host->host) || (host->bracketed && is_ipv6_address(host->host));
    return out;
}

}  // namespace coaws::endpoint::detail
