// Where a request's connection leads, directly or through a proxy.
#include "transport/route.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>

namespace coaws::transport {
namespace {

std::string without_user(std::string_view authority) {
    std::size_t at = authority.rfind('@');
    return std::string(at == std::string_view::npos ? authority : authority.substr(at + 1));
}

std::string basic_authorization(std::string_view authority) {
    std::size_t at = authority.rfind('@');
    if (at == std::string_view::npos) return {};
    std::string_view user_info = authority.substr(0, at);
    std::size_t colon = user_info.find(':');
    if (colon == std::string_view::npos) return {};
    std::string user = percent_decode(user_info.substr(0, colon));
    std::string password = percent_decode(user_info.substr(colon + 1));
    if (user.empty() || password.empty()) return {};
    return "Basic " + base64_encode(user + ":" + password);
}

bool starts_with_scheme(std::string_view url) {
    return url.starts_with("http:") || url.starts_with("https:");
}

}  // namespace

proxy_server proxy_server::parse(std::string_view url) {
    std::string text(trim(url));
    if (!starts_with_scheme(text)) text = (text.starts_with("//") ? "http:" : "http://") + text;
    proxy_server proxy;
    std::optional<http::uri> parsed = http::uri::parse(text);
    if (!parsed || parsed->host().empty() || (parsed->scheme != "http" && parsed->scheme != "https")) {
        proxy.masked_url = "***";
        proxy.fault = "not a proxy URL";
        return proxy;
    }
    proxy.tls = parsed->scheme == "https";
    proxy.host = parsed->host();
    proxy.port = parsed->port();
    proxy.authorization = basic_authorization(parsed->authority);
    bool has_user = parsed->authority.find('@') != std::string::npos;
    proxy.masked_url =
        parsed->scheme + "://" + (has_user ? "***:***@" : "") + without_user(parsed->authority);
    return proxy;
}

route_settings::route_settings(transport_config const& from) : config(from) {
    tls.verify = from.verify;
    tls.ca_bundle = from.ca_bundle;
    tls.client_cert = from.client_cert;
    tls.client_key = from.client_key;
    proxy_tls.ca_bundle = from.proxy_ca_bundle.empty() ? from.ca_bundle : from.proxy_ca_bundle;
    proxy_tls.verify = from.verify || !from.proxy_ca_bundle.empty();
    proxy_tls.client_cert = from.proxy_client_cert;
    proxy_tls.client_key = from.proxy_client_key;
    for (auto const& [scheme, url] : from.proxies) {
        if (!url.empty()) proxies.emplace(scheme, proxy_server::parse(url));
    }
}

route route::find(http::uri const& url, route_settings const& settings) {
    route way;
    if (url.scheme != "http" && url.scheme != "https") {
        throw http_client_error("unsupported URL scheme '" + url.scheme + "'");
    }
    way.tls = url.scheme == "https";
    way.authority = url.authority;
    way.host = url.host();
    way.port = url.port();
    if (way.host.empty()) throw http_client_error("the URL has no host");
    if (settings.proxies.empty()) return way;
    auto chosen = settings.proxies.find(url.scheme);
    if (chosen == settings.proxies.end()) return way;
    way.proxy = &chosen->second;
    if (!way.proxy->fault.empty()) throw proxy_connection_error(way.proxy->masked_url, way.proxy->fault);
    way.absolute_form = !way.tls || (way.proxy->tls && settings.config.proxy_use_forwarding_for_https);
    way.tunnel = !way.absolute_form;
    return way;
}

std::string url_for_message(http::uri const& url) {
    http::uri shown = url;
    shown.authority = without_user(url.authority);
    std::string query = ascii_lower(url.query);
    if (query.find("signature=") != std::string::npos || query.find("token=") != std::string::npos) {
        shown.query = "***";
    }
    return shown.str();
}

}  // namespace coaws::transport
