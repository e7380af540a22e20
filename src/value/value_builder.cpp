// Values made of what is pushed into a writer.
#include <algorithm>
#include <coaws/value/value_bridge.hpp>
#include <utility>

#include "value/python_text.hpp"

namespace coaws {

bool value_builder::passed_over(schema const& s) const noexcept {
    if (passed_levels_ != 0) return true;
    return selects_ && levels_.size() == 1 && std::find(only_.begin(), only_.end(), s.index()) == only_.end();
}

bool value_builder::enter_passed_over(schema const& s) noexcept {
    if (!passed_over(s)) return false;
    ++passed_levels_;
    return true;
}

bool value_builder::leave_passed_over() noexcept {
    if (passed_levels_ == 0) return false;
    --passed_levels_;
    return true;
}

value& value_builder::place(schema const& s, value v) {
    if (levels_.empty()) return root_ = std::move(v);
    auto const& top = levels_.back();
    switch (top.kind) {
        case level_kind::list:
            return top.at->as_list().emplace_back(std::move(v));
        case level_kind::map:
            return top.at->as_map().append(std::exchange(key_, {}), std::move(v));
        default:
            return top.at->as_map().append(std::string(s.name()), std::move(v));
    }
}

void value_builder::open(schema const& s, value empty, level_kind kind) {
    auto& made = place(s, std::move(empty));
    levels_.push_back({&made, kind});
}

void value_builder::begin_struct(schema const& s) {
    if (!enter_passed_over(s)) open(s, value(value_map()), level_kind::structure);
}

void value_builder::end_struct(schema const&) {
    if (leave_passed_over()) return;
    levels_.pop_back();
    if (levels_.empty()) result_ = std::move(root_.as_map());
}

void value_builder::begin_list(schema const& s, std::size_t size) {
    if (enter_passed_over(s)) return;
    open(s, value(value_list()), level_kind::list);
    levels_.back().at->as_list().reserve(size);
}

void value_builder::end_list(schema const&) {
    if (!leave_passed_over()) levels_.pop_back();
}

void value_builder::begin_map(schema const& s, std::size_t size) {
    if (enter_passed_over(s)) return;
    open(s, value(value_map()), level_kind::map);
    levels_.back().at->as_map().reserve(size);
}

void value_builder::map_key(schema const&, std::string_view key) {
    if (passed_levels_ == 0) key_ = key;
}

void value_builder::end_map(schema const&) {
    if (!leave_passed_over()) levels_.pop_back();
}

void value_builder::null(schema const& s) {
    if (!passed_over(s)) place(s, value());
}

void value_builder::boolean(schema const& s, bool v) {
    if (!passed_over(s)) place(s, value(v));
}

void value_builder::integer(schema const& s, std::int64_t v) {
    if (!passed_over(s)) place(s, value(v));
}

void value_builder::number(schema const& s, double v) {
    if (!passed_over(s)) place(s, value(v));
}

void value_builder::string(schema const& s, std::string_view v) {
    if (passed_over(s)) return;
    // The parameter is what the text stands for; the writers of values make a text of it again.
    place(s, detail::is_json_value_header(s) ? from_json(v) : value(v));
}

void value_builder::blob(schema const& s, std::string_view v) {
    if (!passed_over(s)) place(s, value(coaws::blob(v)));
}

void value_builder::time(schema const& s, timestamp v) {
    if (!passed_over(s)) place(s, value(v));
}

void value_builder::streaming(schema const& s, coaws::body const& v) {
    if (!passed_over(s)) place(s, value(v));
}

}  // namespace coaws
