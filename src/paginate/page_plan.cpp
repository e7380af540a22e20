// How an operation pages: its entry of `paginators-1`, compiled (PAGE-01).
#include "paginate/page_plan.hpp"

#include <algorithm>
#include <coaws/base/errors_paging.hpp>
#include <coaws/base/text.hpp>

namespace coaws::paginate {
namespace {

bool is_name(std::string_view text) noexcept {
    auto const letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
    auto const part = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
    return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), part);
}

/// A text, or a list of texts.
std::vector<std::string> texts_of(json::view entry) {
    std::vector<std::string> texts;
    if (entry.is_string()) {
        texts.emplace_back(entry.as_string());
    } else {
        for (auto const item : entry.items()) texts.emplace_back(item.as_string());
    }
    return texts;
}

std::vector<page_path> paths_of(json::view entry) {
    std::vector<page_path> paths;
    for (auto const& text : texts_of(entry)) paths.emplace_back(text);
    return paths;
}

value const nothing;

}  // namespace

page_path::page_path(std::string_view text) : text_(text) {
    auto const parts = split(text, '.');
    if (std::all_of(parts.begin(), parts.end(), is_name)) {
        names_.assign(parts.begin(), parts.end());
    } else {
        expression_ = jmespath::expression::compile(text);
    }
}

value const& page_path::search(value const& page, value& storage) const {
    if (expression_) return expression_->search_ref(page, storage);
    value const* at = &page;
    for (auto const& name : names_) {
        at = at->find(name);
        if (at == nullptr) return nothing;
    }
    return *at;
}

value* page_path::locate(value& page) const noexcept {
    if (expression_) return nullptr;
    value* at = &page;
    for (auto const& name : names_) {
        at = at->find(name);
        if (at == nullptr) return nullptr;
    }
    return at;
}

void page_path::set(value& document, value v) const {
    if (document.is_null()) document = value(value_map());
    jmespath::set_path(document.as_map(), text_, std::move(v));
}

page_plan compile_plan(json::view entry) {
    page_plan plan;
    plan.input_tokens = texts_of(entry["input_token"]);
    plan.output_tokens = paths_of(entry["output_token"]);
    plan.result_keys = paths_of(entry["result_key"]);
    plan.non_aggregate_keys = paths_of(entry["non_aggregate_keys"]);
    plan.limit_key = entry["limit_key"].as_string();
    if (entry["more_results"].is_string()) plan.more_results.emplace(entry["more_results"].as_string());
    if (plan.input_tokens.empty() || plan.output_tokens.empty())
        throw pagination_error("The pagination data of the operation names no tokens.");
    return plan;
}

}  // namespace coaws::paginate
