// What the handles of one run over pages share.
#pragma once

#include <coaws/paginate/paginator.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "paginate/page_run.hpp"

namespace coaws {

struct page_iterator::state {
    std::shared_ptr<pipeline::invoker const> invoker;
    paginator::config_source source;
    std::string operation;
    value params;
    paginate::run_limits limits;
    std::optional<paginate::page_run> run;  ///< made when the operation's data has been read
    bool ended = false;
};

namespace paginate {

using shared_state = std::shared_ptr<page_iterator::state>;

/// Makes `run` where it is not there yet.
asio::awaitable<void> prepare(shared_state run);

/// The next page, or nothing at the end and after a failure.
asio::awaitable<std::optional<value>> next_page(shared_state run);

/// One sequence of items for each result key, over one run.
asio::awaitable<std::vector<async_generator<value>>> split_by_result_key(shared_state run);

}  // namespace paginate
}  // namespace coaws
