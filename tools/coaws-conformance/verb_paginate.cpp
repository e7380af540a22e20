// paginate: pages, merged pages, or matches over all pages.
#include "answers.hpp"
#include "case_client.hpp"
#include "outcome.hpp"
#include "run_task.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

pagination_config read_pagination(value const& request) {
    pagination_config config;
    auto const number = [&](char const* path) -> std::optional<std::int64_t> {
        auto const* found = request.find_path(path);
        if (found == nullptr || found->is_null()) return std::nullopt;
        return found->is_string() ? std::stoll(found->as_string()) : found->as_int();
    };
    config.max_items = number("pagination.MaxItems");
    config.page_size = number("pagination.PageSize");
    if (auto const* token = request.find_path("pagination.StartingToken");
        token != nullptr && token->is_string())
        config.starting_token = token->as_string();
    return config;
}

asio::awaitable<void> collect_pages(page_iterator run, value_map& answer) {
    // Kept in the answer page by page: an error stands beside the pages before it.
    answer["pages"] = value_list();
    for (;;) {
        auto page = co_await run.next();
        if (!page) break;
        answer["pages"].as_list().emplace_back(without_metadata(std::move(*page)));
    }
    if (auto token = run.resume_token()) answer["resume_token"] = std::move(*token);
}

asio::awaitable<void> collect_matches(page_iterator run, std::string expression, value_map& answer) {
    auto matches = run.search(std::move(expression));
    value_list items;
    for (;;) {
        auto match = co_await matches.next();
        if (!match) break;
        items.push_back(std::move(*match));
    }
    answer["items"] = std::move(items);
}

asio::awaitable<void> paginate(client const& caller, value const& request, value_map& answer) {
    auto const& operation = request.at("operation").as_string();
    auto run = caller.get_paginator(operation).paginate(read_params(request), read_pagination(request));
    if (!co_await caller.can_paginate(operation)) {
        // Says so itself.
        co_await run.next();
    } else if (auto const* expression = request.find("search");
               expression != nullptr && expression->is_string()) {
        co_await collect_matches(run, expression->as_string(), answer);
    } else if (request.get("aggregate", false)) {
        answer["aggregate"] = co_await run.build_full_result();
    } else {
        co_await collect_pages(run, answer);
    }
}

}  // namespace

std::string run_paginate(driver& shared, value const& request) {
    case_setup setup(shared, request);
    auto const caller = setup.make_client();
    value_map answer;
    try {
        run_task(paginate(caller, request, answer));
    } catch (...) {
        answer["error"] = describe(std::current_exception());
    }
    setup.world.report(answer);
    return to_text(std::move(answer));
}

}  // namespace coaws::conformance
