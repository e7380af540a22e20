// build, with the input as a generated struct.
#include <coaws/pipeline/typed_call.hpp>
#include <coaws/value/value_bridge.hpp>

#include "answers.hpp"
#include "case_client.hpp"
#include "client/client_impl.hpp"
#include "run_task.hpp"
#include "services/struct_input.hpp"
#include "services/struct_output.hpp"
#include "typed_service.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

asio::awaitable<void> build(client const& caller, typed_operation const& operation,
                            services::struct_input const& input, pipeline::world world, value& out) {
    auto const shared = caller.shared();
    auto outcome = co_await pipeline::build_typed(shared->core, operation.entry.name, input);
    auto const built = std::move(outcome).value();
    auto const bytes = co_await drain(built.body, world.files);
    out = describe(built, bytes);
}

}  // namespace

std::string run_typed_build(driver& shared, value const& request) {
    auto const operation = find_typed_operation(shared, request);
    case_setup setup(shared, request);
    auto const caller = setup.make_client();
    services::schema_matches const matches(operation.service.struct_count);
    auto const input = operation.make.make_input();
    auto params = read_params(request);
    auto const* shape = caller.meta().service_model->find_operation(operation.entry.name)->input;
    if (shape != nullptr) {
        value_cursor cursor(params);
        services::struct_output(input.get(), operation.entry.input, matches).read(cursor, *shape);
    }
    services::struct_input const written(input.get(), operation.entry.input, matches);
    value out;
    try {
        run_task(build(caller, operation, written, setup.world.ports(), out));
    } catch (transport_exhausted const&) {
        out = setup.world.transport->requests().front();
    }
    return to_text(out);
}

}  // namespace coaws::conformance
