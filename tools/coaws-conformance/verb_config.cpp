// config: what files and environment resolve to.
#include <coaws/config/resolved_client_config.hpp>

#include "answers.hpp"
#include "case_client.hpp"
#include "driver.hpp"
#include "run_task.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

/// What the client ends up with; its retry settings are no part of its public face, so they are resolved
/// again.
value describe_client(driver& shared, case_setup const& setup, config::store const& store) {
    auto const made = setup.make_client();
    auto const& meta = made.meta();
    config::resolve_inputs inputs;
    auto const defaults = shared.loader().load_data("sdk-default-configuration");
    inputs.defaults_data = defaults->root();
    auto const settings =
        config::resolve_client_config(setup.config, store, meta.service_model->metadata(), inputs);
    value_map retries;
    retries["mode"] = to_string(settings.mode);
    if (settings.total_max_attempts) retries["total_max_attempts"] = *settings.total_max_attempts;
    value_map out;
    if (meta.region_name) out["region"] = *meta.region_name;
    out["endpoint_url"] = meta.endpoint_url;
    out["retries"] = std::move(retries);
    return out;
}

asio::awaitable<void> resolve(driver& shared, case_setup& setup, value const& request, value_map& answer) {
    auto const store = co_await setup.from.configuration();
    value_map values;
    if (auto const* names = request.find("variables"))
        for (auto const& name : names->as_list()) values[name.as_string()] = store->get(name.as_string());
    answer["values"] = std::move(values);
    if (request.get("scoped", false)) answer["scoped"] = store->scoped_config();
    if (request.get("profiles", false)) {
        value_list names;
        for (auto const& name : store->profiles()) names.emplace_back(name);
        answer["profiles"] = std::move(names);
    }
    if (!setup.service.empty()) answer["client"] = describe_client(shared, setup, *store);
}

}  // namespace

std::string run_config(driver& shared, value const& request) {
    case_setup setup(shared, request);
    value_map answer;
    run_task(resolve(shared, setup, request, answer));
    return to_text(std::move(answer));
}

}  // namespace coaws::conformance
