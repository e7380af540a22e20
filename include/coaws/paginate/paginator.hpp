// Pages of an operation (PAGE-01…09).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/base/json.hpp>
#include <coaws/pipeline/async_generator.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coaws {

namespace asio = boost::asio;

/// How pages are fetched (PAGE-02). All unset by default.
class pagination_config {
  public:
    pagination_config() = default;

    /// Ends after this many items of the primary result key; the rest can be resumed.
    pagination_config& with_max_items(std::int64_t count) & {
        max_items = count;
        return *this;
    }
    pagination_config&& with_max_items(std::int64_t count) && { return std::move(with_max_items(count)); }
    /// Asks the service for pages of this size.
    pagination_config& with_page_size(std::int64_t count) & {
        page_size = count;
        return *this;
    }
    pagination_config&& with_page_size(std::int64_t count) && { return std::move(with_page_size(count)); }
    /// Continues where `page_iterator::resume_token` of an earlier run ended.
    pagination_config& with_starting_token(std::string token) & {
        starting_token = std::move(token);
        return *this;
    }
    pagination_config&& with_starting_token(std::string token) && {
        return std::move(with_starting_token(std::move(token)));
    }

    std::optional<std::int64_t> max_items;
    std::optional<std::int64_t> page_size;
    std::optional<std::string> starting_token;
};

/// One run over the pages of an operation: lazy, one consumer. A handle; copies refer to the same run. Errors
/// (those of calling the operation, pagination_error, value_error "Bad starting token") come from the
/// awaitables. Nothing is requested before the first `next()`. Cancellation: as `client::call`; the run ends
/// then.
class page_iterator {
  public:
    /// The next page, or nothing at the end.
    asio::awaitable<std::optional<value>> next();
    /// The matches of a JMESPath expression over all remaining pages: lists are flattened one level
    /// (PAGE-08). Throws jmespath_error at once for a text that is no expression.
    async_generator<value> search(std::string expression);
    /// All remaining pages merged into one result, with `NextToken` when the run can be resumed (PAGE-07).
    asio::awaitable<value> build_full_result();
    /// One sequence for each result key of the operation, in the order of its data, of all items of the
    /// remaining pages (PAGE-08). They share this run: whichever needs a page first fetches it for all, and
    /// pages are kept until the last sequence that still exists has had them. Only one of them at a time may
    /// be in `next()`.
    asio::awaitable<std::vector<async_generator<value>>> result_key_iters();
    /// The JMESPath expressions of the result keys, the primary one first. Requests nothing.
    asio::awaitable<std::vector<std::string>> result_keys();
    /// The members of the first page that `build_full_result` adds to the merged items; empty before the
    /// first page.
    value_map non_aggregate_part() const;
    /// The token to resume after `max_items` was reached (PAGE-04, PAGE-05), or nothing.
    std::optional<std::string> resume_token() const;

    struct state;
    explicit page_iterator(std::shared_ptr<state> shared) noexcept : state_(std::move(shared)) {}

  private:
    std::shared_ptr<state> state_;
};

/// Makes runs over the pages of one operation. A cheap handle.
class paginator {
  public:
    /// Gives the service's `paginators-1` document, read on first use; null when the service has none.
    using config_source = std::function<asio::awaitable<std::shared_ptr<json::document const>>()>;

    paginator(std::shared_ptr<pipeline::invoker const> invoker, config_source source, std::string operation);

    /// A fresh run; re-usable.
    page_iterator paginate(value params = {}, pagination_config config = {}) const;

  private:
    std::shared_ptr<pipeline::invoker const> invoker_;
    config_source source_;
    std::string operation_;
};

/// Whether a `paginators-1` document (null allowed) describes the operation (CamelCase).
bool is_pageable(json::document const* config, std::string_view operation);

}  // namespace coaws
