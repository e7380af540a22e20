// build: the first request of a call, signed; nothing is sent.
#include "answers.hpp"
#include "case_client.hpp"
#include "run_task.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

asio::awaitable<void> build(client const& caller, value const& request, pipeline::world world, value& out) {
    auto const built =
        co_await caller.build_request(request.at("operation").as_string(), read_params(request));
    auto const bytes = co_await drain(built.body, world.files);
    out = describe(built, bytes);
}

}  // namespace

std::string run_build(driver& shared, value const& request) {
    case_setup setup(shared, request);
    auto const caller = setup.make_client();
    value out;
    try {
        run_task(build(caller, request, setup.world.ports(), out));
    } catch (transport_exhausted const&) {
        // Something had to be asked for on the way, a session or credentials: that is the first request.
        out = setup.world.transport->requests().front();
    }
    return to_text(out);
}

}  // namespace coaws::conformance
