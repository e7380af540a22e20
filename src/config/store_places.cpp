// Questions to a store that are about places: paths, the metadata service, endpoints.
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/text.hpp>
#include <coaws/config/store.hpp>
#include <coaws/config/urls.hpp>

#include "config/service_ids.hpp"
#include "config/store_snapshot.hpp"

namespace coaws::config {

namespace {

bool is_name_character(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Length of the variable name at `begin`.
std::size_t name_length(std::string_view text, std::size_t begin) noexcept {
    std::size_t end = begin;
    while (end < text.size() && is_name_character(text[end])) ++end;
    return end - begin;
}

}  // namespace

std::string store::expand_path(std::string_view path) const {
    std::string expanded;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '$') {
            expanded += path[i];
            continue;
        }
        bool const braced = path.substr(i + 1).starts_with('{');
        auto const begin = braced ? i + 2 : i + 1;
        auto const close = braced ? path.find('}', begin) : begin + name_length(path, begin);
        std::optional<std::string> found;
        if (close != std::string_view::npos && close > begin) {
            found = environment_variable(path.substr(begin, close - begin));
        }
        if (!found) {
            expanded += '$';
            continue;
        }
        expanded += *found;
        i = braced ? close : close - 1;
    }
    if (snapshot_->environment != nullptr && (expanded == "~" || expanded.starts_with("~/"))) {
        expanded.replace(0, 1, snapshot_->environment->home());
    }
    return expanded;
}

metadata_service_settings store::metadata_service() const {
    metadata_service_settings settings;
    settings.timeout_seconds = get_int("metadata_service_timeout").value_or(1);
    settings.num_attempts = get_int("metadata_service_num_attempts").value_or(1);
    settings.v1_disabled = get_bool("ec2_metadata_v1_disabled").value_or(false);
    bool ipv6 = false;
    if (auto const mode = get_string("ec2_metadata_service_endpoint_mode")) {
        ipv6 = iequals(*mode, "ipv6");
        if (!ipv6 && !iequals(*mode, "ipv4")) throw invalid_imds_endpoint_mode_error(*mode, {"ipv4", "ipv6"});
    } else {
        ipv6 = get_bool("imds_use_ipv6").value_or(false);
    }
    settings.endpoint = get_string("ec2_metadata_service_endpoint").value_or("");
    if (settings.endpoint.empty()) {
        settings.endpoint = ipv6 ? "http://[fd00:ec2::254]/" : "http://169.254.169.254/";
    }
    if (!is_valid_endpoint_url(settings.endpoint)) throw invalid_imds_endpoint_error(settings.endpoint);
    return settings;
}

std::optional<std::string> store::configured_endpoint_url(std::string_view client_name) const {
    auto const id = endpoint_config_id(client_name);
    for (auto const& name : {"AWS_ENDPOINT_URL_" + ascii_upper(id), std::string("AWS_ENDPOINT_URL")}) {
        auto url = environment_variable(name);
        if (url && !url->empty()) return url;
    }
    value_map const* keys = raw_scoped_config();
    if (keys == nullptr) return std::nullopt;
    if (value const* named = keys->find("services")) {
        value const* blocks = named->is_string() ? full_config().services.find(named->as_string()) : nullptr;
        if (blocks == nullptr || blocks->size() == 0) {
            throw invalid_config_error("The profile is configured to use the services section but the \"" +
                                       (named->is_string() ? named->as_string() : std::string()) +
                                       "\" services configuration does not exist.");
        }
        if (value const* block = blocks->find(ascii_lower(id))) {
            value const* url = block->find("endpoint_url");
            if (url != nullptr && url->is_string() && !url->as_string().empty()) return url->as_string();
        }
    }
    value const* url = keys->find("endpoint_url");
    if (url == nullptr || !url->is_string() || url->as_string().empty()) return std::nullopt;
    return url->as_string();
}

}  // namespace coaws::config
