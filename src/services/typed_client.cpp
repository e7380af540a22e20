// Generated clients: from their session to the pipeline.
#include <boost/asio/co_spawn.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/typed_call.hpp>
#include <coaws/services/typed_call.hpp>

#include "client/client_impl.hpp"
#include "services/client_state.hpp"
#include "services/struct_input.hpp"
#include "services/struct_output.hpp"
#include "services/struct_texts.hpp"
#include "session/session_impl.hpp"

namespace coaws::services {

namespace {

void check_service(service_table const& service, coaws::client const& dynamic) {
    auto const& metadata = dynamic.meta().service_model->metadata();
    if (metadata.service_id != service.service_id)
        throw value_error("A typed client of " + std::string(service.service_id) +
                          " can not be made from a client of " + metadata.service_id);
}

/// A generated struct as the pipeline's typed output.
class output_sink final : public pipeline::typed_output {
  public:
    output_sink(output_ref out, struct_table const& table, schema_matches const& matches,
                event_context const& events) noexcept
        : ref_(out), fill_(out.self, table, matches, &events), texts_(out.self, table) {}
    void read(shape_reader& in, schema const& s) override { fill_.read(in, s); }
    void clear() override { ref_.clear(ref_.self); }
    result_texts& texts() noexcept override { return texts_; }

  private:
    output_ref ref_;
    struct_output fill_;
    struct_texts texts_;
};

response_metadata metadata_of(protocol::response_metadata&& from) {
    response_metadata metadata;
    metadata.request_id = std::move(from.request_id);
    metadata.host_id = std::move(from.host_id);
    metadata.status = from.status;
    metadata.headers = std::move(from.headers);
    metadata.retry_attempts = from.retry_attempts;
    metadata.checksum_algorithm = std::move(from.checksum_algorithm);
    return metadata;
}

asio::awaitable<void> run_started(shared_client client, operation_entry const& operation,
                                  std::shared_ptr<void const> input, output_ref output,
                                  call_options options) {
    auto const failure =
        co_await run_operation(std::move(client), operation, input.get(), output, std::move(options));
    if (failure) failure->raise();
}

}  // namespace

asio::awaitable<std::shared_ptr<connected_client const>> connect(shared_client shared) {
    {
        std::lock_guard lock(shared->guard);
        if (shared->connected) co_return shared->connected;
    }
    auto config = shared->config ? *shared->config : client_config();
    auto dynamic = co_await shared->from->client(std::string(shared->service.name), std::move(config));
    check_service(shared->service, dynamic);
    auto fresh = std::make_shared<connected_client const>(std::move(dynamic), shared->service.struct_count);
    std::lock_guard lock(shared->guard);
    if (!shared->connected) shared->connected = std::move(fresh);
    co_return shared->connected;
}

asio::awaitable<failure_ptr> run_operation(shared_client client, operation_entry const& operation,
                                           void const* input, output_ref output, call_options options) {
    failure_ptr failure;
    try {
        auto const connected = co_await connect(client);
        struct_input const source(input, operation.input, connected->matches);
        event_context const events{connected, client->service};
        output_sink sink(output, operation.output, connected->matches, events);
        // Keeps the client alive: the handle may be gone before the operation ends.
        auto const impl = connected->dynamic.shared();
        auto outcome =
            co_await pipeline::invoke_typed(impl->core, operation.name, source, sink, std::move(options));
        if (outcome)
            output.base->set_metadata(metadata_of(std::move(*outcome)));
        else
            failure = as_modeled(outcome.error_ptr(), client->service, *connected);
    } catch (error const& problem) {
        failure = problem.clone();
    }
    co_return failure;
}

asio::awaitable<void> run_waiter(shared_client client, std::string waiter, operation_entry const& operation,
                                 std::shared_ptr<void const> input, waiter_config config) {
    auto const connected = co_await connect(client);
    auto params = input_value(*connected, operation, input.get());
    co_await connected->dynamic.wait(std::move(waiter), std::move(params), std::move(config));
}

typed_client::typed_client(service_table const& service, session const& from)
    : state_(std::make_shared<state>(service)) {
    state_->from = from;
    state_->executor = from.shared()->options.executor;
}

typed_client::typed_client(service_table const& service, session const& from, client_config config)
    : typed_client(service, from) {
    state_->config = std::make_unique<client_config const>(std::move(config));
}

typed_client::typed_client(service_table const& service, coaws::client const& dynamic)
    : state_(std::make_shared<state>(service)) {
    check_service(service, dynamic);
    state_->executor = dynamic.shared()->executor;
    state_->connected = std::make_shared<connected_client const>(dynamic, service.struct_count);
}

namespace {

asio::awaitable<coaws::client> dynamic_of(shared_client shared) {
    auto const connected = co_await connect(std::move(shared));
    co_return connected->dynamic;
}

}  // namespace

asio::awaitable<coaws::client> typed_client::dynamic() const { return dynamic_of(state_); }

asio::any_io_executor typed_client::choose_executor(asio::any_io_executor chosen) {
    if (!chosen) throw value_error("The handler has no executor; give the session one: session{executor}");
    return chosen;
}

asio::any_io_executor typed_client::default_executor(state const& shared) { return shared.executor; }

void typed_client::run(shared_client shared, operation_entry const& operation,
                       std::shared_ptr<void const> input, output_ref output, asio::any_io_executor runs_on,
                       erased_handler handler) {
    run(std::move(shared), operation, std::move(input), output, std::move(runs_on), std::move(handler),
        call_options());
}

void typed_client::run(shared_client shared, operation_entry const& operation,
                       std::shared_ptr<void const> input, output_ref output, asio::any_io_executor runs_on,
                       erased_handler handler, call_options const& options) {
    auto work = run_started(std::move(shared), operation, std::move(input), output, options);
    asio::co_spawn(runs_on, std::move(work), std::move(handler));
}

}  // namespace coaws::services
