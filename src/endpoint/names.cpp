// Names that become part of an endpoint.
#include <algorithm>
#include <array>
#include <coaws/endpoint/names.hpp>
#include <cstddef>

namespace coaws::endpoint {

namespace {

constexpr std::string_view accelerate_features[] = {"dualstack"};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_hex(char c) noexcept { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool is_single_label(std::string_view text) noexcept {
    if (text.empty() || text.size() > 63 || text.front() == '-' || text.back() == '-') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_lower(c) || is_digit(c) || c == '-' || is_upper(c); });
}

bool is_hex_group(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 4 && std::all_of(text.begin(), text.end(), is_hex);
}

// Counts the 16-bit groups of one side of `::`, where only the last one may be a dotted IPv4 address; -1 if
// malformed.
int count_groups(std::string_view side, bool ipv4_allowed) noexcept {
    if (side.empty()) return 0;
    int groups = 0;
    for (;;) {
        auto const colon = side.find(':');
        auto const group = side.substr(0, colon);
        bool const last = colon == std::string_view::npos;
        if (is_hex_group(group)) {
            ++groups;
        } else if (last && ipv4_allowed && is_ipv4_address(group)) {
            groups += 2;
        } else {
            return -1;
        }
        if (last) return groups;
        side.remove_prefix(colon + 1);
    }
}

// A zone may follow `%` or `%25`; the digits of the latter are zone characters themselves, so one rule does
// for both.
bool is_zone(std::string_view text) noexcept {
    if (text.empty()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
            i += 2;
        } else if (!is_lower(c) && !is_upper(c) && !is_digit(c) &&
                   std::string_view("._!-~").find(c) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool is_valid_host_label(std::string_view text, bool allow_subdomains) noexcept {
    if (!allow_subdomains) return is_single_label(text);
    for (;;) {
        auto const dot = text.find('.');
        if (!is_single_label(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_virtual_hostable_bucket(std::string_view bucket, bool allow_subdomains) noexcept {
    if (bucket.size() < 3 || std::any_of(bucket.begin(), bucket.end(), is_upper)) return false;
    return !is_ipv4_address(bucket) && is_valid_host_label(bucket, allow_subdomains);
}

bool is_dns_compatible_bucket(std::string_view bucket) noexcept {
    if (bucket.size() < 3 || bucket.size() > 63 || bucket.front() == '-' || bucket.back() == '-')
        return false;
    return std::all_of(bucket.begin(), bucket.end(),
                       [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

bool is_ipv4_address(std::string_view text) noexcept {
    for (int part = 0; part < 4; ++part) {
        std::size_t digits = 0;
        while (digits < text.size() && digits < 3 && is_digit(text[digits])) ++digits;
        if (digits == 0) return false;
        text.remove_prefix(digits);
        if (part == 3) return text.empty();
        if (text.empty() || text.front() != '.') return false;
        text.remove_prefix(1);
    }
    return false;
}

bool is_ipv6_address(std::string_view text) noexcept {
    if (auto const percent = text.find('%'); percent != std::string_view::npos) {
        if (!is_zone(text.substr(percent + 1))) return false;
        text = text.substr(0, percent);
    }
    auto const gap = text.find("::");
    if (gap == std::string_view::npos) return count_groups(text, true) == 8;
    int const before = count_groups(text.substr(0, gap), false);
    int const after = count_groups(text.substr(gap + 2), true);
    return before >= 0 && after >= 0 && before + after <= 7;
}

bool is_s3_accelerate_url(std::string_view url) noexcept {
    auto const colon = url.find("://");
    if (colon == std::string_view::npos) return false;
    auto const scheme = url.substr(0, colon);
    if (scheme != "https" && scheme != "http") return false;
    url.remove_prefix(colon + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    constexpr std::string_view host = "s3-accelerate.";
    constexpr std::string_view domain = "amazonaws.com";
    if (!url.starts_with(host) || !url.ends_with(domain) || url.size() < host.size() + domain.size())
        return false;
    auto features = url.substr(host.size(), url.size() - host.size() - domain.size());
    if (features.empty()) return true;
    if (features.back() != '.') return false;
    features.remove_suffix(1);
    // Only one feature exists, so a repeated one is the only way to have several.
    return std::find(std::begin(accelerate_features), std::end(accelerate_features), features) !=
           std::end(accelerate_features);
}

std::optional<arn> parse_arn(std::string_view text) noexcept {
    std::array<std::string_view, 5> parts;
    for (auto& part : parts) {
        auto const colon = text.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        part = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    arn out;
    out.partition = parts[1];
    out.service = parts[2];
    out.region = parts[3];
    out.account = parts[4];
    out.resource = text;
    return out;
}

bool is_arn(std::string_view text) noexcept {
    return text.starts_with("arn:") && parse_arn(text).has_value();
}

}  // namespace coaws::endpoint
