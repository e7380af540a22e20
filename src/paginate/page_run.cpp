// The decisions of one run over the pages of an operation, without the calls (PAGE-02…06).
#include "paginate/page_run.hpp"

#include <algorithm>
#include <coaws/base/errors_paging.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/value/jmespath.hpp>

#include "paginate/page_edits.hpp"
#include "paginate/page_token.hpp"
#include "value/python_text.hpp"

namespace coaws::paginate {
namespace {

/// What Python takes for true: services end with empty texts and empty maps as well as with nothing.
bool is_truthy(value const& v) noexcept {
    switch (v.kind()) {
        case value_kind::null:
            return false;
        case value_kind::boolean:
            return *v.get_if<bool>();
        case value_kind::integer:
            return *v.get_if<std::int64_t>() != 0;
        case value_kind::number:
            return *v.get_if<double>() != 0;
        case value_kind::timestamp:
        case value_kind::body:
            return true;
        default:
            return v.size() != 0;
    }
}

value page_size_for(std::int64_t size, page_plan const& plan, schema const* input) {
    if (plan.limit_key.empty())
        throw pagination_error(
            "PageSize parameter is not supported for the pagination interface for this "
            "operation.");
    auto const* member = input == nullptr ? nullptr : input->find_member(plan.limit_key);
    if (member != nullptr && member->type() == shape_type::string) return std::to_string(size);
    return size;
}

bool all_null(value_map const& tokens) noexcept {
    return std::all_of(tokens.begin(), tokens.end(),
                       [](auto const& entry) { return entry.second.is_null(); });
}

}  // namespace

page_run::page_run(page_plan plan, value_map params, run_limits limits, schema const* input)
    : plan_(std::move(plan)), params_(std::move(params)), max_items_(limits.max_items) {
    if (max_items_) max_items_ = std::max<std::int64_t>(*max_items_, 0);
    auto size = limits.page_size ? page_size_for(*limits.page_size, plan_, input) : value();
    if (limits.starting_token) {
        auto start = read_starting_token(*limits.starting_token, plan_.input_tokens);
        tokens_ = std::move(start.tokens);
        offset_ = start.offset;
        resumed_ = true;
        inject(tokens_);
    } else {
        for (auto const& name : plan_.input_tokens) tokens_[name] = value();
    }
    if (limits.page_size) params_[plan_.limit_key] = std::move(size);
}

value_map const& page_run::next_params() {
    if (repeated_) {
        finished_ = true;
        throw pagination_error("The same next token was received twice: " +
                               detail::python_text(value(tokens_)));
    }
    return params_;
}

void page_run::accept(value& page) {
    if (first_) accept_first(page);
    std::int64_t count = 0;
    if (!plan_.result_keys.empty()) {
        value storage;
        count = item_count(plan_.result_keys.front().search(page, storage));
    }
    if (max_items_ && total_ + count > *max_items_) {
        auto const kept = *max_items_ - total_;
        keep_front(page, plan_.result_keys.front(), kept);
        auto tokens = tokens_;
        tokens[truncate_amount_key] = value(kept + (first_ ? offset_ : 0));
        finished_ = true;
        set_resume_token(tokens);
    } else {
        total_ += count;
        go_on(page);
    }
    first_ = false;
}

void page_run::accept_first(value& page) {
    if (resumed_) skip_front(page, plan_, offset_);
    for (auto const& key : plan_.non_aggregate_keys) {
        value storage;
        jmespath::set_path(non_aggregate_part_, key.text(), key.search(page, storage));
    }
}

void page_run::go_on(value const& page) {
    auto fresh = tokens_of(page);
    if (all_null(fresh)) {
        finished_ = true;
        return;
    }
    if (max_items_ && total_ == *max_items_) {
        finished_ = true;
        return set_resume_token(fresh);
    }
    // Told on the next step only: this page is good, and the caller gets it.
    repeated_ = tokens_came_ && fresh == tokens_;
    tokens_came_ = true;
    inject(fresh);
    tokens_ = std::move(fresh);
}

value_map page_run::tokens_of(value const& page) const {
    value_map tokens;
    value storage;
    if (plan_.more_results && !is_truthy(plan_.more_results->search(page, storage))) return tokens;
    auto const count = std::min(plan_.input_tokens.size(), plan_.output_tokens.size());
    for (std::size_t i = 0; i < count; ++i) {
        auto const& found = plan_.output_tokens[i].search(page, storage);
        tokens[plan_.input_tokens[i]] = is_truthy(found) ? found : value();
    }
    return tokens;
}

void page_run::inject(value_map const& tokens) {
    for (auto const& [name, token] : tokens) {
        auto const* text = token.get_if<std::string>();
        if (token.is_null() || (text != nullptr && *text == "None")) {
            params_.erase(name);
        } else {
            params_[name] = token;
        }
    }
}

void page_run::set_resume_token(value_map const& tokens) {
    auto const expected = plan_.input_tokens.size() + (tokens.contains(truncate_amount_key) ? 1 : 0);
    bool const fits = tokens.size() == expected &&
                      std::all_of(plan_.input_tokens.begin(), plan_.input_tokens.end(),
                                  [&](std::string const& name) { return tokens.contains(name); });
    if (!fits) throw value_error("Bad starting token: " + detail::python_text(value(tokens)));
    resume_token_ = encode_token(tokens);
}

}  // namespace coaws::paginate
