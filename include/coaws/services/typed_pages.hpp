// The base of generated page sequences.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/pipeline/async_generator.hpp>
#include <coaws/services/typed_client.hpp>
#include <memory>
#include <optional>
#include <string>

namespace coaws::services {

/// One run over the pages of an operation: lazy, one consumer. A handle; copies refer to the same run. A
/// generated class adds `next()`, which gives the next page or nothing at the end, and generators of results
/// one by one: `items()` where pages hold one list, else one for each list, with its name. They throw what
/// calling the operation throws, pagination_error, and operation_not_pageable_error when the model at hand
/// describes no paging.
class typed_pages {
  public:
    /// The token to resume after `max_items` was reached, or nothing.
    std::optional<std::string> resume_token() const;

    struct state;

  protected:
    typed_pages(std::shared_ptr<typed_client::state> client, operation_entry const& operation,
                std::shared_ptr<void const> input);
    typed_pages(std::shared_ptr<typed_client::state> client, operation_entry const& operation,
                std::shared_ptr<void const> input, pagination_config config);

    std::shared_ptr<state> const& shared() const noexcept { return state_; }

  private:
    std::shared_ptr<state> state_;
};

}  // namespace coaws::services
