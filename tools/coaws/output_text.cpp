// Output as lines of tab-separated fields.
#include <algorithm>
#include <coaws/base/text.hpp>
#include <set>
#include <utility>
#include <vector>

#include "output.hpp"

namespace cli {

namespace {

using coaws::value;
using coaws::value_list;
using coaws::value_map;

using named_value = std::pair<std::string_view, value const*>;

bool is_compound(value const& v) noexcept { return v.is_list() || v.is_map(); }

std::vector<named_value> sorted_members(value_map const& map) {
    std::vector<named_value> members;
    for (auto const& [name, v] : map) members.emplace_back(name, &v);
    std::ranges::sort(members, {}, &named_value::first);
    return members;
}

/// The names that are a scalar in one of the structures: the columns of their lines.
std::set<std::string_view> columns_of(value_list const& list) {
    std::set<std::string_view> columns;
    for (auto const& element : list)
        if (auto const* map = element.get_if<value_map>())
            for (auto const& [name, v] : *map)
                if (!is_compound(v)) columns.insert(name);
    return columns;
}

class text_writer {
  public:
    std::string finish() && { return std::move(out_); }

    void write(value const& v, std::string const& label, std::set<std::string_view> const* columns) {
        if (auto const* map = v.get_if<value_map>()) {
            write_map(*map, label, columns);
        } else if (auto const* list = v.get_if<value_list>()) {
            write_list(*list, label);
        } else {
            write_line({scalar_text(v)});
        }
    }

  private:
    void write_list(value_list const& list, std::string const& label) {
        if (std::ranges::any_of(list, &value::is_map)) {
            auto const columns = columns_of(list);
            for (auto const& element : list) write(element, label, &columns);
            return;
        }
        std::vector<std::string> scalars;
        for (auto const& element : list)
            if (!is_compound(element)) scalars.push_back(scalar_text(element));
        if (!scalars.empty()) write_scalars(scalars, label);
        for (auto const& element : list)
            if (is_compound(element)) write(element, label, nullptr);
    }

    void write_scalars(std::vector<std::string> const& scalars, std::string const& label) {
        if (label.empty()) return write_line(scalars);
        for (auto const& scalar : scalars) write_line({label, scalar});
    }

    void write_map(value_map const& map, std::string const& label,
                   std::set<std::string_view> const* columns) {
        std::vector<std::string> fields;
        std::vector<named_value> inside;
        if (columns != nullptr)
            for (auto column : *columns) {
                auto const* v = map.find(column);
                fields.push_back(v == nullptr ? std::string() : scalar_text(*v));
            }
        for (auto const& [name, v] : sorted_members(map)) {
            if (columns != nullptr) {
                if (!columns->contains(name)) inside.emplace_back(name, v);
            } else if (is_compound(*v)) {
                inside.emplace_back(name, v);
            } else {
                fields.push_back(scalar_text(*v));
            }
        }
        if (!fields.empty()) {
            if (!label.empty()) fields.insert(fields.begin(), label);
            write_line(fields);
        }
        for (auto const& [name, v] : inside) write(*v, coaws::ascii_upper(name), nullptr);
    }

    void write_line(std::vector<std::string> const& fields) {
        bool first = true;
        for (auto const& field : fields) {
            if (!std::exchange(first, false)) out_ += '\t';
            out_ += field;
        }
        out_ += '\n';
    }

    std::string out_;
};

}  // namespace

std::string to_plain_text(value const& v) {
    text_writer writer;
    writer.write(v, {}, nullptr);
    return std::move(writer).finish();
}

}  // namespace cli
