// Polling until a resource is in a state (WAIT-03, WAIT-04).
#include <coaws/value/client_error.hpp>

#include "wait/waiter_description.hpp"
#include "wait/waiter_progress.hpp"

namespace coaws {
namespace {

constexpr std::string_view feature_id = "B";

/// The response, be it a result or a service's error. Any other error is thrown. Refers into `outcome`.
value const& response_of(result<value> const& outcome) {
    if (outcome) return *outcome;
    auto const* refused = dynamic_cast<client_error const*>(&outcome.error());
    if (refused == nullptr) outcome.error().raise();
    return refused->response();
}

}  // namespace

asio::awaitable<value> wait_until(std::shared_ptr<pipeline::invoker const> invoker,
                                  std::shared_ptr<waiter_model const> model, std::string waiter, value params,
                                  waiter_config config) {
    auto const& description = model->details().at(waiter);
    wait::waiter_progress progress(description, config.max_attempts.value_or(description.info.max_attempts));
    auto const delay = config.delay.value_or(description.info.delay);
    while (true) {
        call_options options;
        options.with_feature(feature_id);
        value copy = params;
        auto outcome =
            co_await invoker->invoke(description.info.operation, std::move(copy), std::move(options));
        auto const& response = response_of(outcome);
        if (progress.judge(response) == wait::wait_step::done)
            co_return outcome ? std::move(*outcome) : response;
        co_await invoker->clock().sleep(delay);
    }
}

}  // namespace coaws
