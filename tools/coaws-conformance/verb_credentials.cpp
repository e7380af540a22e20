// credentials: what the chain finds.
#include <coaws/base/errors.hpp>

#include "answers.hpp"
#include "case_client.hpp"
#include "run_task.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

value optional_value(std::optional<std::string> const& text) { return text ? value(*text) : value(); }

asio::awaitable<void> resolve(case_setup& setup, value const& request, value_map& answer) {
    auto const times = request.get("repeat", std::int64_t{1});
    auto const pause = std::chrono::duration<double>(request.get("advance", 0.0));
    credentials keys;
    for (std::int64_t i = 0; i < times; ++i) {
        keys = co_await setup.from.get_credentials();
        setup.world.clock->advance(std::chrono::duration_cast<std::chrono::nanoseconds>(pause));
    }
    value_map out;
    out["access_key"] = keys.access_key();
    out["secret_key"] = keys.secret_key();
    out["token"] = optional_value(keys.session_token());
    out["account_id"] = optional_value(keys.account_id());
    out["method"] = keys.method();
    answer["credentials"] = std::move(out);
}

}  // namespace

std::string run_credentials(driver& shared, value const& request) {
    case_setup setup(shared, request);
    value_map answer;
    try {
        run_task(resolve(setup, request, answer));
    } catch (no_credentials_error const&) {
        answer["credentials"] = nullptr;
    } catch (...) {
        answer["error"] = describe(std::current_exception());
    }
    setup.world.report(answer);
    return to_text(std::move(answer));
}

}  // namespace coaws::conformance
