// Typed pages over the dynamic paginator.
#include <coaws/services/typed_call.hpp>
#include <coaws/value/value_bridge.hpp>

#include "services/client_state.hpp"
#include "services/struct_input.hpp"
#include "services/struct_output.hpp"

namespace coaws::services {

struct typed_pages::state {
    state(shared_client from, operation_entry const& pages_of, std::shared_ptr<void const> in,
          pagination_config how)
        : client(std::move(from)), operation(pages_of), input(std::move(in)), config(std::move(how)) {}

    shared_client client;
    operation_entry const& operation;
    std::shared_ptr<void const> input;
    pagination_config config;
    std::shared_ptr<connected_client const> connected;
    std::optional<page_iterator> run;  ///< made with the first page
};

typed_pages::typed_pages(shared_client client, operation_entry const& operation,
                         std::shared_ptr<void const> input)
    : typed_pages(std::move(client), operation, std::move(input), pagination_config()) {}

typed_pages::typed_pages(shared_client client, operation_entry const& operation,
                         std::shared_ptr<void const> input, pagination_config config)
    : state_(std::make_shared<state>(std::move(client), operation, std::move(input), std::move(config))) {}

std::optional<std::string> typed_pages::resume_token() const {
    return state_->run ? state_->run->resume_token() : std::nullopt;
}

value input_value(connected_client const& connected, operation_entry const& operation, void const* input) {
    auto const* found = connected.dynamic.meta().service_model->find_operation(operation.name);
    if (found == nullptr || found->input == nullptr) return value(value_map());
    value_builder builder;
    struct_input const source(input, operation.input, connected.matches);
    source.write(builder, *found->input);
    return value(std::move(builder).take());
}

namespace {

response_metadata take_metadata(value const& page) {
    response_metadata metadata;
    auto const* held = page.find("ResponseMetadata");
    if (held == nullptr) return metadata;
    metadata.request_id = held->get("RequestId", "");
    if (auto const* host = held->find("HostId"); host != nullptr && host->is_string())
        metadata.host_id = host->as_string();
    metadata.status = held->get<unsigned>("HTTPStatusCode", 0);
    metadata.retry_attempts = held->get<unsigned>("RetryAttempts", 0);
    metadata.checksum_algorithm = held->get("ChecksumAlgorithm", "");
    auto const* headers = held->find("HTTPHeaders");
    if (headers == nullptr || !headers->is_map()) return metadata;
    for (auto const& [name, text] : headers->as_map())
        if (text.is_string()) metadata.headers.add(name, text.as_string());
    return metadata;
}

}  // namespace

asio::awaitable<bool> read_page(std::shared_ptr<typed_pages::state> pages, output_ref output) {
    auto& state = *pages;
    failure_ptr failure;
    try {
        if (!state.run) {
            state.connected = co_await connect(state.client);
            auto const& dynamic = state.connected->dynamic;
            auto params = input_value(*state.connected, state.operation, state.input.get());
            state.run = dynamic.get_paginator(std::string(state.operation.name))
                            .paginate(std::move(params), state.config);
        }
        auto page = co_await state.run->next();
        if (!page) co_return false;
        output.base->set_metadata(take_metadata(*page));
        auto const* operation =
            state.connected->dynamic.meta().service_model->find_operation(state.operation.name);
        value_cursor cursor(*page);
        struct_output fill(output.self, state.operation.output, state.connected->matches);
        if (operation->output != nullptr) fill.read(cursor, *operation->output);
        co_return true;
    } catch (client_error const& problem) {
        failure = problem.clone();
    }
    failure = as_modeled(std::move(failure), state.client->service, *state.connected);
    failure->raise();
}

}  // namespace coaws::services
