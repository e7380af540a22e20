// What a JMESPath evaluation works on: references into the document, and lists and maps of such references.
#include <cmath>
#include <optional>

#include "value/jmespath_cell.hpp"

namespace coaws::jmespath {

namespace {

/// The time that a string cell stands for, when at least one side of a comparison is a timestamp.
std::optional<timestamp> moment_of(cell c) {
    auto const& v = *c.plain();
    if (auto const* exact = v.get_if<timestamp>()) return *exact;
    if (auto const* text = v.get_if<std::string>()) return parse_timestamp(*text);
    return std::nullopt;
}

bool is_time(cell c) noexcept { return c.plain() != nullptr && c.plain()->is_timestamp(); }

/// The bytes of a string cell that is no timestamp.
std::string_view bytes_of(cell c) noexcept {
    auto const& v = *c.plain();
    if (auto const* text = v.get_if<std::string>()) return *text;
    if (auto const* bytes = v.get_if<blob>()) return bytes->bytes;
    return {};
}

/// -1, 0 or 1 for two string cells.
int compare_strings(cell a, cell b) {
    if (is_time(a) || is_time(b)) {
        auto const x = moment_of(a);
        auto const y = moment_of(b);
        if (x && y) return *x < *y ? -1 : *x > *y ? 1 : 0;
        arena scratch;
        auto const left = scratch.text(a);
        return left.compare(scratch.text(b));
    }
    return bytes_of(a).compare(bytes_of(b));
}

bool less_number(value const& a, value const& b) {
    if (a.is_int() && b.is_int()) return a.as_int() < b.as_int();
    double const x = a.as_double();
    double const y = b.as_double();
    return x < y || (std::isnan(x) && !std::isnan(y));
}

bool equal_arrays(cell a, cell b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!equal(a.element(i), b.element(i))) return false;
    }
    return true;
}

bool equal_objects(cell a, cell b) {
    if (a.size() != b.size()) return false;
    bool same = true;
    a.for_each_member([&](std::string_view name, cell mine) {
        if (!same) return;
        bool found = false;
        b.for_each_member([&](std::string_view other, cell theirs) {
            if (!found && other == name) found = equal(mine, theirs);
        });
        same = found;
    });
    return same;
}

}  // namespace

std::string_view to_string(json_type type) noexcept {
    switch (type) {
        case json_type::null:
            return "null";
        case json_type::boolean:
            return "boolean";
        case json_type::number:
            return "number";
        case json_type::string:
            return "string";
        case json_type::array:
            return "array";
        case json_type::object:
            return "object";
    }
    return "unknown";
}

json_type cell::type() const noexcept {
    switch (kind_) {
        case kind::null:
            return json_type::null;
        case kind::plain_map:
        case kind::map:
            return json_type::object;
        case kind::list:
            return json_type::array;
        case kind::plain:
            break;
    }
    switch (plain()->kind()) {
        case value_kind::null:
            return json_type::null;
        case value_kind::boolean:
            return json_type::boolean;
        case value_kind::integer:
        case value_kind::number:
            return json_type::number;
        case value_kind::list:
            return json_type::array;
        case value_kind::map:
            return json_type::object;
        default:
            return json_type::string;
    }
}

value_map const* cell::as_plain_map() const noexcept {
    if (kind_ == kind::plain_map) return static_cast<value_map const*>(at_);
    return kind_ == kind::plain ? plain()->get_if<value_map>() : nullptr;
}

std::size_t cell::size() const noexcept {
    switch (kind_) {
        case kind::null:
            return 0;
        case kind::plain:
            return is_array() || is_object() ? plain()->size() : 0;
        case kind::plain_map:
            return static_cast<value_map const*>(at_)->size();
        case kind::list:
            return static_cast<cell_list const*>(at_)->size();
        case kind::map:
            return static_cast<cell_map const*>(at_)->size();
    }
    return 0;
}

cell cell::element(std::size_t index) const noexcept {
    if (kind_ == kind::list) return (*static_cast<cell_list const*>(at_))[index];
    return cell((*plain()->get_if<value_list>())[index]);
}

cell cell::member(std::string_view name) const noexcept {
    if (auto const* plain_map = as_plain_map()) {
        auto const* found = plain_map->find(name);
        return found == nullptr ? cell() : cell(*found);
    }
    if (kind_ != kind::map) return {};
    for (auto const& [key, c] : *static_cast<cell_map const*>(at_)) {
        if (key == name) return c;
    }
    return {};
}

bool cell::is_true() const noexcept {
    switch (type()) {
        case json_type::null:
            return false;
        case json_type::boolean:
            return *plain()->get_if<bool>();
        case json_type::number:
            return true;
        case json_type::string:
            return plain()->size() != 0 || is_time(*this) || plain()->is_body();
        default:
            return size() != 0;
    }
}

value cell::to_value() const {
    switch (kind_) {
        case kind::null:
            return {};
        case kind::plain:
            return *plain();
        case kind::plain_map:
            return *static_cast<value_map const*>(at_);
        case kind::list: {
            value_list list;
            list.reserve(size());
            for (auto const& c : *static_cast<cell_list const*>(at_)) list.push_back(c.to_value());
            return list;
        }
        case kind::map: {
            value_map map;
            map.reserve(size());
            for (auto const& [name, c] : *static_cast<cell_map const*>(at_)) {
                map.append(std::string(name), c.to_value());
            }
            return map;
        }
    }
    return {};
}

bool equal(cell a, cell b) {
    auto const type = a.type();
    if (type != b.type()) return false;
    switch (type) {
        case json_type::null:
            return true;
        case json_type::boolean:
        case json_type::number:
            return *a.plain() == *b.plain();
        case json_type::string:
            return compare_strings(a, b) == 0;
        case json_type::array:
            return equal_arrays(a, b);
        case json_type::object:
            return equal_objects(a, b);
    }
    return false;
}

bool less(cell a, cell b) {
    if (a.type() == json_type::number) return less_number(*a.plain(), *b.plain());
    return compare_strings(a, b) < 0;
}

bool ordered(cell a, cell b) noexcept {
    auto const type = a.type();
    return type == b.type() && (type == json_type::number || type == json_type::string);
}

bool arena::owns(value const* v) const noexcept {
    for (auto const& kept : values_) {
        if (&kept == v) return true;
    }
    return false;
}

std::string_view arena::text(cell c) {
    if (!is_time(c)) return bytes_of(c);
    auto const& kept = values_.emplace_front(format_iso8601(*c.plain()->get_if<timestamp>()));
    return *kept.get_if<std::string>();
}

}  // namespace coaws::jmespath
