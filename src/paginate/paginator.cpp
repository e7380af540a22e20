// Fetching pages: the coroutines around `page_run` (PAGE-01…09).
#include <coaws/base/errors_paging.hpp>
#include <coaws/paginate/paginator.hpp>
#include <coaws/value/jmespath.hpp>

#include "paginate/merge.hpp"
#include "paginate/page_plan.hpp"
#include "paginate/page_run.hpp"
#include "paginate/run_state.hpp"

namespace coaws {
namespace {

constexpr std::string_view feature_id = "C";

json::view entry_of(json::document const* config, std::string_view operation) noexcept {
    if (config == nullptr) return {};
    auto const pagination = config->root()["pagination"];
    auto const entry = pagination[operation];
    return entry.is_object() ? entry : json::view();
}

/// Leaves the state as it is, so that what fails fails again.
paginate::page_run make_run(page_iterator::state const& run, json::document const* config) {
    auto const* operation = run.invoker->service().find_operation(run.operation);
    auto const entry =
        entry_of(config, operation == nullptr ? std::string_view(run.operation) : operation->name);
    if (!entry) throw operation_not_pageable_error(run.operation);
    return {paginate::compile_plan(entry), run.params.is_null() ? value_map() : run.params.as_map(),
            run.limits, operation == nullptr ? nullptr : operation->input};
}

}  // namespace

namespace paginate {

asio::awaitable<void> prepare(shared_state run) {
    if (run->run) co_return;
    auto const config = co_await run->source();
    run->run.emplace(make_run(*run, config.get()));
}

asio::awaitable<std::optional<value>> next_page(shared_state run) {
    if (run->ended) co_return std::nullopt;
    // A run that fails or is cancelled is over; taken back once a page has come.
    run->ended = true;
    co_await prepare(run);
    if (run->run->finished()) co_return std::nullopt;
    call_options options;
    options.with_feature(feature_id);
    value params(run->run->next_params());
    auto outcome = co_await run->invoker->invoke(run->operation, std::move(params), std::move(options));
    auto page = std::move(outcome).value();
    run->run->accept(page);
    run->ended = run->run->finished();
    co_return std::optional<value>(std::move(page));
}

}  // namespace paginate

namespace {

using paginate::shared_state;

async_generator<value> search_pages(shared_state run, jmespath::expression expression) {
    while (true) {
        auto page = co_await paginate::next_page(run);
        if (!page) co_return;
        auto found = expression.search(*page);
        if (auto* list = found.get_if<value_list>()) {
            for (auto& item : *list) co_yield std::move(item);
        } else {
            co_yield std::move(found);
        }
    }
}

asio::awaitable<value> merge_pages(shared_state run) {
    value whole{value_map()};
    while (true) {
        auto page = co_await paginate::next_page(run);
        if (!page) break;
        paginate::merge_page(whole, std::move(*page), run->run->plan());
    }
    if (!run->run) co_return whole;
    paginate::merge_non_aggregate(whole, run->run->non_aggregate_part(), run->run->plan());
    if (auto const& token = run->run->resume_token()) whole["NextToken"] = value(*token);
    co_return whole;
}

asio::awaitable<std::vector<std::string>> names_of_results(shared_state run) {
    co_await paginate::prepare(run);
    std::vector<std::string> names;
    for (auto const& key : run->run->plan().result_keys) names.push_back(key.text());
    co_return names;
}

}  // namespace

asio::awaitable<std::optional<value>> page_iterator::next() { return paginate::next_page(state_); }

async_generator<value> page_iterator::search(std::string expression) {
    return search_pages(state_, jmespath::expression::compile(expression));
}

asio::awaitable<value> page_iterator::build_full_result() { return merge_pages(state_); }

asio::awaitable<std::vector<async_generator<value>>> page_iterator::result_key_iters() {
    return paginate::split_by_result_key(state_);
}

asio::awaitable<std::vector<std::string>> page_iterator::result_keys() { return names_of_results(state_); }

value_map page_iterator::non_aggregate_part() const {
    return state_->run ? state_->run->non_aggregate_part() : value_map();
}

std::optional<std::string> page_iterator::resume_token() const {
    return state_->run ? state_->run->resume_token() : std::nullopt;
}

paginator::paginator(std::shared_ptr<pipeline::invoker const> invoker, config_source source,
                     std::string operation)
    : invoker_(std::move(invoker)), source_(std::move(source)), operation_(std::move(operation)) {}

page_iterator paginator::paginate(value params, pagination_config config) const {
    auto run = std::make_shared<page_iterator::state>();
    run->invoker = invoker_;
    run->source = source_;
    run->operation = operation_;
    run->params = std::move(params);
    run->limits.max_items = config.max_items;
    run->limits.page_size = config.page_size;
    run->limits.starting_token = std::move(config.starting_token);
    return page_iterator(std::move(run));
}

bool is_pageable(json::document const* config, std::string_view operation) {
    return static_cast<bool>(entry_of(config, operation));
}

}  // namespace coaws
