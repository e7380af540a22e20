// From arguments to a client and its operation.
#include <coaws/base/text.hpp>

#include "commands.hpp"
#include "debug_log.hpp"
#include "usage_error.hpp"

namespace cli {

namespace {

/// AWS's own command line calls some services by other names than the models do.
std::string model_name(std::string const& service) {
    if (service == "s3api") return "s3";
    if (service == "configservice") return "config";
    if (service == "deploy") return "codedeploy";
    return service;
}

}  // namespace

coaws::session make_session(arguments const& from) {
    coaws::session_options options;
    if (from.profile) options.with_profile(*from.profile);
    coaws::session session(std::move(options));
    if (from.debug) log_traffic(session.events());
    return session;
}

coaws::client_config make_client_config(arguments const& from) {
    coaws::client_config config;
    if (from.region) config.with_region(*from.region);
    if (from.endpoint_url) config.with_endpoint_url(*from.endpoint_url);
    if (from.ca_bundle) config.with_ca_bundle(*from.ca_bundle);
    if (!from.verify) config.with_verify(false);
    if (!from.sign) config.with_unsigned();
    if (from.connect_timeout) config.with_connect_timeout(*from.connect_timeout);
    if (from.read_timeout) config.with_read_timeout(*from.read_timeout);
    return config;
}

std::string unknown_name(std::string const& kind, std::string const& name,
                         std::vector<std::string> const& known) {
    std::string text = "Unknown " + kind + ": " + name;
    auto const near = coaws::nearest_names(name, known);
    if (near.empty()) return text;
    text += "\n\nThe nearest names are:\n";
    for (auto const& candidate : near) text += "\n    " + candidate;
    return text;
}

boost::asio::awaitable<coaws::client> make_client(coaws::session session, arguments from) {
    auto const name = model_name(from.service);
    bool known = true;
    try {
        co_return co_await session.client(name, make_client_config(from));
    } catch (coaws::unknown_service_error const&) {
        known = false;
    }
    if (known) throw usage_error("Unknown service: " + from.service);
    auto const services = co_await session.get_available_services();
    if (services.empty())
        throw coaws::error(
            "No service models were found. Set AWS_DATA_PATH to a folder with models, or install botocore.");
    throw usage_error(unknown_name("service", from.service, services));
}

coaws::operation_schema const& find_operation(coaws::client const& service, std::string const& name) {
    if (auto const* found = service.meta().service_model->find_operation(name)) return *found;
    std::vector<std::string> known;
    for (auto const& operation : service.operation_names())
        known.push_back(coaws::xform_name(operation, '-'));
    throw usage_error(
        unknown_name("operation of " + service.meta().service_name, coaws::xform_name(name, '-'), known));
}

}  // namespace cli
