// Telling connection settings apart.
#include "session/connection_key.hpp"

namespace coaws {

namespace {

void add(std::string& key, std::string const& text) {
    // The length in front keeps neighbours apart whatever they contain.
    key += std::to_string(text.size()) + ':' + text;
}

}  // namespace

std::string connection_key(transport_config const& settings) {
    std::string key;
    for (auto duration :
         {settings.connect_timeout, settings.read_timeout, settings.idle_timeout, settings.continue_timeout})
        key += std::to_string(duration.count()) + ' ';
    key += std::to_string(settings.max_connections) + ' ' + std::to_string(settings.continue_threshold) + ' ';
    for (bool flag : {settings.hard_limit, settings.tcp_keepalive, settings.verify,
                      settings.proxy_use_forwarding_for_https})
        key += flag ? '1' : '0';
    for (auto const& text : {settings.ca_bundle, settings.client_cert, settings.client_key,
                             settings.proxy_ca_bundle, settings.proxy_client_cert, settings.proxy_client_key})
        add(key, text);
    for (auto const& [scheme, url] : settings.proxies) {
        add(key, scheme);
        add(key, url);
    }
    return key;
}

}  // namespace coaws
