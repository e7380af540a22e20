// How an operation pages: its entry of `paginators-1`, compiled (PAGE-01).
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/value/jmespath.hpp>
#include <coaws/value/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::paginate {

/// An expression into pages. Nearly all are dotted names, which are followed without the evaluator.
class page_path {
  public:
    /// Throws jmespath_error for a text that is no expression.
    explicit page_path(std::string_view text);

    std::string const& text() const noexcept { return text_; }
    /// What a page has there; refers to the page or to `storage`. Null where there is nothing.
    value const& search(value const& page, value& storage) const;
    /// The place itself, to be changed; null where nothing is, and for an expression that is no dotted name.
    value* locate(value& page) const noexcept;
    /// Writes at the place, making maps on the way. Throws invalid_expression_error when the expression is no
    /// dotted name.
    void set(value& document, value v) const;

  private:
    std::string text_;
    std::vector<std::string> names_;                  // of a dotted name
    std::optional<jmespath::expression> expression_;  // of anything else
};

/// One operation's way of paging. Immutable.
struct page_plan {
    std::vector<std::string> input_tokens;
    std::vector<page_path> output_tokens;
    std::vector<page_path> result_keys;  ///< the first one is the primary key
    std::vector<page_path> non_aggregate_keys;
    std::optional<page_path> more_results;
    std::string limit_key;  ///< empty when the page size can't be chosen

    page_plan() = default;
};

/// Compiles an entry of the `pagination` object. Throws jmespath_error for malformed expressions and
/// pagination_error for an entry without tokens.
page_plan compile_plan(json::view entry);

}  // namespace coaws::paginate
