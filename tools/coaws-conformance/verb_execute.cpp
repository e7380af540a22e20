// execute: a whole call over the scripted transport.
#include "answers.hpp"
#include "case_client.hpp"
#include "outcome.hpp"
#include "run_task.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

asio::awaitable<void> execute(client const& caller, value const& request, value_map& answer) {
    auto const times = request.get("repeat", std::int64_t{1});
    value response;
    for (std::int64_t i = 0; i < times; ++i)
        response = co_await caller.call(request.at("operation").as_string(), read_params(request));
    auto metadata = describe_metadata(response);
    auto output = without_metadata(std::move(response));
    co_await read_streams(output);
    answer["output"] = std::move(output);
    answer["metadata"] = std::move(metadata);
}

}  // namespace

std::string run_execute(driver& shared, value const& request) {
    case_setup setup(shared, request);
    auto const caller = setup.make_client();
    value_map answer;
    try {
        run_task(execute(caller, request, answer));
    } catch (...) {
        answer["error"] = describe(std::current_exception());
    }
    setup.world.report(answer);
    return to_text(std::move(answer));
}

}  // namespace coaws::conformance
