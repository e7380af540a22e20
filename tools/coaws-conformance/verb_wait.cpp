// wait: polling until a waiter's condition holds.
#include <coaws/wait/waiter_error.hpp>

#include "answers.hpp"
#include "case_client.hpp"
#include "run_task.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

waiter_config read_waiter_config(value const& request) {
    waiter_config config;
    if (auto const* delay = request.find_path("waiter_config.Delay"); delay != nullptr && delay->is_number())
        config.delay = std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::chrono::duration<double>(delay->as_double()));
    if (auto const* attempts = request.find_path("waiter_config.MaxAttempts");
        attempts != nullptr && attempts->is_int())
        config.max_attempts = attempts->as_int();
    return config;
}

asio::awaitable<void> wait(client const& caller, value const& request) {
    co_await caller.wait(request.at("waiter").as_string(), read_params(request), read_waiter_config(request));
}

}  // namespace

std::string run_wait(driver& shared, value const& request) {
    case_setup setup(shared, request);
    auto const caller = setup.make_client();
    value_map answer;
    try {
        run_task(wait(caller, request));
        answer["state"] = "success";
    } catch (...) {
        answer["error"] = describe(std::current_exception());
    }
    setup.world.report(answer);
    return to_text(std::move(answer));
}

}  // namespace coaws::conformance
