// The coroutines that generated sources are made of. Not for users' code.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/base/result.hpp>
#include <coaws/pipeline/async_generator.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/services/service_table.hpp>
#include <coaws/services/typed_client.hpp>
#include <coaws/services/typed_events.hpp>
#include <coaws/services/typed_pages.hpp>
#include <coaws/wait/waiter.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coaws::services {

using shared_client = std::shared_ptr<typed_client::state>;
using failure_ptr = std::shared_ptr<error const>;

/// Runs an operation; gives its failure, or null. Entry, input and output must outlive the awaitable.
asio::awaitable<failure_ptr> run_operation(shared_client client, operation_entry const& operation,
                                           void const* input, output_ref output, call_options options);

/// Reads the next page; false at the end.
asio::awaitable<bool> read_page(std::shared_ptr<typed_pages::state> pages, output_ref output);

/// Reads the next event into an empty union; false at the end.
asio::awaitable<bool> read_event(std::shared_ptr<typed_events::state> stream, one_of& into);

/// Waits until a condition holds; `operation` is the one that is polled.
asio::awaitable<void> run_waiter(shared_client client, std::string waiter, operation_entry const& operation,
                                 std::shared_ptr<void const> input, waiter_config config);

template <class Out, class In>
asio::awaitable<Out> call(shared_client client, operation_entry const& operation, In input,
                          call_options options) {
    Out out;
    auto const ref = output_ref_of(out);
    auto const failure = co_await run_operation(std::move(client), operation, &input, ref, options);
    if (failure) failure->raise();
    co_return std::move(out);
}

template <class Out, class In>
asio::awaitable<result<Out>> try_call(shared_client client, operation_entry const& operation, In input,
                                      call_options options) {
    Out out;
    auto const ref = output_ref_of(out);
    auto failure = co_await run_operation(std::move(client), operation, &input, ref, options);
    if (failure) co_return result<Out>(std::move(failure));
    co_return result<Out>(std::move(out));
}

template <class Page>
asio::awaitable<std::optional<Page>> next_page(std::shared_ptr<typed_pages::state> pages) {
    Page page;
    auto const ref = output_ref_of(page);
    bool const more = co_await read_page(std::move(pages), ref);
    if (!more) co_return std::nullopt;
    co_return std::optional<Page>(std::move(page));
}

template <class Event>
asio::awaitable<std::optional<Event>> next_event(std::shared_ptr<typed_events::state> stream) {
    Event event;
    bool const more = co_await read_event(std::move(stream), event);
    if (!more) co_return std::nullopt;
    co_return std::optional<Event>(std::move(event));
}

/// `list` finds the list of results in a page, or gives null.
template <class Page, class Item>
async_generator<Item> items_of(std::shared_ptr<typed_pages::state> pages, std::vector<Item>* (*list)(Page&)) {
    while (true) {
        auto page = co_await next_page<Page>(pages);
        if (!page) co_return;
        auto* const items = list(*page);
        if (items == nullptr) continue;
        for (auto& item : *items) co_yield std::move(item);
    }
}

}  // namespace coaws::services
