// `coaws SERVICE help` and what lies below it.
#include <algorithm>
#include <coaws/base/text.hpp>

#include "commands.hpp"
#include "help.hpp"
#include "output.hpp"
#include "service_data.hpp"
#include "usage_error.hpp"

namespace cli {

namespace {

namespace asio = boost::asio;

asio::awaitable<std::vector<std::string>> waiter_names(coaws::client service) {
    auto names = co_await service.waiter_names();
    for (auto& name : names) std::ranges::replace(name, '_', '-');
    co_return names;
}

waiter_summary summary_of(coaws::waiter_info const& info) {
    waiter_summary out;
    out.name = info.name;
    out.operation = info.operation;
    out.description = info.description;
    out.delay_seconds = std::chrono::duration_cast<std::chrono::seconds>(info.delay).count();
    out.max_attempts = info.max_attempts;
    return out;
}

asio::awaitable<std::string> wait_page(coaws::client service, std::string name) {
    auto const model = co_await find_waiters(service);
    std::ranges::replace(name, '-', '_');
    std::vector<std::string> known;
    if (model)
        for (auto const& waiter : model->names()) {
            if (coaws::xform_name(waiter) == name || waiter == name)
                co_return waiter_help(*service.meta().service_model, summary_of(model->info(waiter)));
            known.push_back(coaws::xform_name(waiter, '-'));
        }
    throw usage_error(unknown_name("waiter of " + service.meta().service_name, name, known));
}

}  // namespace

asio::awaitable<void> run_help(arguments from) {
    if (from.service == "configure") {
        write_output("coaws configure list\n\nShows the settings in force, and where each comes from.\n");
        co_return;
    }
    // Help needs models, but no configuration: a region stands in, and broken files do no harm.
    from.sign = false;
    if (!from.region) from.region = "us-east-1";
    coaws::session_options options;
    options.with_shared_files(false);
    auto service = co_await make_client(coaws::session(std::move(options)), from);
    auto const& model = *service.meta().service_model;
    std::string text;
    if (from.operation.empty() || (from.operation == "wait" && from.rest.empty())) {
        auto const waiters = co_await waiter_names(service);
        text = service_help(model, waiters);
    } else if (from.operation == "wait") {
        text = co_await wait_page(service, from.rest.front());
    } else {
        auto const& operation = find_operation(service, from.operation);
        auto const paging = co_await find_paging(service, operation.name);
        text = operation_help(model, operation, paging.has_value());
    }
    write_output(text);
}

}  // namespace cli
