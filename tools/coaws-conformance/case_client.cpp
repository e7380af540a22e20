// The session and the client that a request describes.
#include "case_client.hpp"

#include <coaws/config/client_config_value.hpp>

#include "driver.hpp"
#include "run_task.hpp"

namespace coaws::conformance {

namespace {

std::optional<std::string> optional_text(value const& of, std::string_view key) {
    auto const* found = of.find(key);
    if (found == nullptr || !found->is_string()) return std::nullopt;
    return found->as_string();
}

session make_session(driver& shared, scripted_world const& world, value const& request) {
    session_options options;
    options.with_world(world.ports());
    auto const* about = request.find("client");
    if (about != nullptr && about->find("model") != nullptr)
        options.with_model_path(shared.write_inline_service(*about));
    options.with_model_path(shared.data_path());
    if (auto profile = optional_text(request, "profile")) options.with_profile(std::move(*profile));
    return session(std::move(options));
}

client_config make_config(value const& about) {
    client_config config;
    if (auto const* options = about.find("config"); options != nullptr && options->is_map())
        config = config::client_config_from_value(options->as_map());
    if (auto region = optional_text(about, "region")) config.with_region(std::move(*region));
    if (auto url = optional_text(about, "endpoint_url")) config.with_endpoint_url(std::move(*url));
    if (auto version = optional_text(about, "api_version")) config.with_api_version(std::move(*version));
    if (auto const* use_ssl = about.find("use_ssl"); use_ssl != nullptr && use_ssl->is_bool())
        config.with_use_ssl(use_ssl->as_bool());
    if (auto const* keys = about.find("credentials")) {
        if (keys->is_null())
            config.with_unsigned();
        else
            config.with_credentials(read_credentials(*keys));
    }
    return config;
}

asio::awaitable<void> make(session const& from, std::string service, client_config config, client& out) {
    out = co_await from.client(std::move(service), std::move(config));
}

}  // namespace

credentials read_credentials(value const& given) {
    return credentials(given.at("access_key").as_string(), given.at("secret_key").as_string(),
                       optional_text(given, "token"), optional_text(given, "account_id"));
}

case_setup::case_setup(driver& shared, value const& request)
    : world(shared, request), from(make_session(shared, world, request)) {
    auto const* about = request.find("client");
    if (about == nullptr || !about->is_map()) return;
    service = about->find("model") != nullptr ? "inline" : about->get("service", "");
    config = make_config(*about);
}

client case_setup::make_client() const {
    client made;
    run_task(make(from, service, config, made));
    return made;
}

value read_params(value const& request) {
    auto const* params = request.find("params");
    return params == nullptr || params->is_null() ? value(value_map()) : *params;
}

}  // namespace coaws::conformance
