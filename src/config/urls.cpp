// Validity of endpoint URLs and region names.
#include <algorithm>
#include <boost/asio/ip/address_v6.hpp>
#include <coaws/config/urls.hpp>
#include <coaws/http/uri.hpp>
#include <string>

namespace coaws::config {

namespace {

bool is_alnum(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_label(std::string_view label) noexcept {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

bool is_host_name(std::string_view host) noexcept {
    if (host.size() > 255) return false;
    if (host.ends_with('.')) host.remove_suffix(1);
    while (true) {
        auto const dot = host.find('.');
        if (!is_label(host.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        host.remove_prefix(dot + 1);
    }
}

bool is_ipv6(std::string_view host) {
    boost::system::error_code failure;
    boost::asio::ip::make_address_v6(std::string(host.substr(0, host.find('%'))), failure);
    return !failure;
}

}  // namespace

bool is_valid_endpoint_url(std::string_view url) {
    if (url.find_first_of("\t\r\n") != std::string_view::npos) return false;
    auto const parsed = http::uri::parse(url);
    return parsed && (is_host_name(parsed->host()) || is_ipv6(parsed->host()));
}

bool is_valid_region(std::string_view region) noexcept {
    if (region.empty()) return true;
    return is_label(region) &&
           !std::all_of(region.begin(), region.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace coaws::config
