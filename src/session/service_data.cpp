// The session's data files, as values and models (SESS-14).
#include "session/service_data.hpp"

#include <coaws/base/text.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/value/json_value.hpp>

namespace coaws {

namespace {

using shared_impl = std::shared_ptr<session::impl>;

/// The name that handlers of a service's model are registered under.
std::string event_of(std::string const& service, value const& data) {
    auto const id = data.get("metadata.serviceId", std::string());
    return std::string(service_data_loaded::event_name) + '.' +
           (id.empty() ? service : hyphenize_service_id(id));
}

asio::awaitable<value> load_document(shared_impl shared, std::string service, std::string type,
                                     std::string version) {
    auto const catalog = co_await shared->load_catalog();
    auto load = [=] { return from_json(catalog->loader()->load_service(service, type, version)->root()); };
    co_return co_await shared->helper->run(std::move(load));
}

}  // namespace

asio::awaitable<value> load_data(shared_impl shared, std::string path) {
    auto const catalog = co_await shared->load_catalog();
    auto load = [=] { return from_json(catalog->loader()->load_data(path)->root()); };
    co_return co_await shared->helper->run(std::move(load));
}

asio::awaitable<value> load_service_data(shared_impl shared, std::string service, std::string version) {
    auto data = co_await load_document(shared, service, "service-2", std::move(version));
    auto const name = event_of(service, data);
    service_data_loaded loaded(name, data, service);
    auto const handlers = shared->events->find(name);
    if (!emit_now(*handlers, loaded)) co_await emit(*handlers, loaded);
    co_return data;
}

asio::awaitable<std::shared_ptr<service_schema const>> load_service_model(shared_impl shared,
                                                                          std::string service,
                                                                          std::string version) {
    auto const catalog = co_await shared->load_catalog();
    auto load = [=] { return catalog->load(service, version).schema; };
    auto schema = co_await shared->helper->run(std::move(load));
    auto const name = std::string(service_data_loaded::event_name) + '.' + schema->metadata().event_id;
    if (shared->events->find(name)->empty()) co_return schema;
    auto const data = co_await load_service_data(shared, service, version);
    auto make = [=] { return make_service_schema(service, json::document::parse(to_json(data)).value()); };
    co_return co_await shared->helper->run(std::move(make));
}

asio::awaitable<std::shared_ptr<waiter_model const>> load_waiter_model(shared_impl shared,
                                                                       std::string service,
                                                                       std::string version) {
    auto const catalog = co_await shared->load_catalog();
    auto load = [=] {
        auto waiters = catalog->waiters(service, version);
        // What is missing is not remembered as an error; looking again says it.
        if (!waiters) catalog->loader()->load_service(service, "waiters-2", version);
        return waiters;
    };
    co_return co_await shared->helper->run(std::move(load));
}

asio::awaitable<value> load_paginator_model(shared_impl shared, std::string service, std::string version) {
    auto document =
        co_await load_document(std::move(shared), std::move(service), "paginators-1", std::move(version));
    auto const* pagination = document.find("pagination");
    co_return pagination == nullptr ? value(value_map()) : *pagination;
}

}  // namespace coaws
