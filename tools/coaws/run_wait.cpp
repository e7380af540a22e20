// `coaws SERVICE wait NAME`.
#include <algorithm>
#include <coaws/base/text.hpp>

#include "commands.hpp"
#include "parameters.hpp"
#include "service_data.hpp"
#include "usage_error.hpp"

namespace cli {

boost::asio::awaitable<void> run_wait(arguments from) {
    if (from.dry_run) throw usage_error("--dry-run can't be used with wait");
    if (from.presign) throw usage_error("--presign can't be used with wait");
    if (from.rest.empty() || from.rest.front().starts_with("--"))
        throw usage_error("wait needs the name of a waiter; see coaws " + from.service + " wait help");
    auto plain = coaws::xform_name(from.rest.front());
    std::ranges::replace(plain, '-', '_');
    auto const session = make_session(from);
    auto service = co_await make_client(session, from);
    auto const model = co_await find_waiters(service);
    std::vector<std::string> known;
    bool found = false;
    if (model)
        for (auto const& waiter : model->names()) {
            known.push_back(coaws::xform_name(waiter, '-'));
            found = found || coaws::xform_name(waiter) == plain;
        }
    if (!found) throw usage_error(unknown_name("waiter of " + from.service, from.rest.front(), known));
    auto const& operation = find_operation(service, model->info(plain).operation);
    from.rest.erase(from.rest.begin());
    auto input = read_parameters(from, operation, nullptr);
    co_await service.wait(plain, coaws::value(std::move(input.params)));
}

}  // namespace cli
