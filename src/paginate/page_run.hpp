// The decisions of one run over the pages of an operation, without the calls (PAGE-02…06).
#pragma once

#include <coaws/schema/schema.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "paginate/page_plan.hpp"
#include "paginate/starting_token.hpp"

namespace coaws::paginate {

/// What a caller asked of a run.
struct run_limits {
    std::optional<std::int64_t> max_items;
    std::optional<std::int64_t> page_size;
    std::optional<std::string> starting_token;

    run_limits() = default;
};

/// Tells which parameters fetch the next page and what of it is handed out: `while (!finished())
/// { accept(call(next_params())); }`. One thread at a time.
class page_run {
  public:
    /// `input` is the operation's input, null when it has none; only looked at here. Throws pagination_error
    /// when a page size is asked for that the operation can't take, value_error for a bad starting token.
    page_run(page_plan plan, value_map params, run_limits limits, schema const* input);

    /// No page is left to fetch.
    bool finished() const noexcept { return finished_; }
    /// The parameters for the next page. Throws pagination_error when the service gave the same tokens twice;
    /// the run is finished then.
    value_map const& next_params();
    /// Takes the page that came, cuts it as asked and decides how to go on. Throws value_error when the
    /// starting token's names don't fit and the run has to be resumable, invalid_expression_error for data
    /// with keys that can't be cut.
    void accept(value& page);
    /// No further page will be fetched: a call failed.
    void stop() noexcept { finished_ = true; }

    /// Set once `max_items` was reached and more is there.
    std::optional<std::string> const& resume_token() const noexcept { return resume_token_; }
    /// The members of the first page that belong to the whole result.
    value_map const& non_aggregate_part() const noexcept { return non_aggregate_part_; }
    page_plan const& plan() const noexcept { return plan_; }

  private:
    void accept_first(value& page);
    void go_on(value const& page);
    value_map tokens_of(value const& page) const;
    void inject(value_map const& tokens);
    void set_resume_token(value_map const& tokens);

    page_plan plan_;
    value_map params_;
    value_map tokens_;  // those that fetch the page to come; names as in the request
    value_map non_aggregate_part_;
    std::optional<std::int64_t> max_items_;
    std::optional<std::string> resume_token_;
    std::int64_t total_ = 0;
    std::int64_t offset_ = 0;
    bool resumed_ = false;
    bool first_ = true;
    bool tokens_came_ = false;  // tokens_ are a page's, not the caller's
    bool repeated_ = false;
    bool finished_ = false;
};

}  // namespace coaws::paginate
