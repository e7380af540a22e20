// Output as boxes of columns.
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

/// A wider table shows single structures upright.
constexpr std::size_t most_width = 80;

bool is_compound(value const& v) noexcept { return v.is_list() || v.is_map(); }

std::size_t width_of(std::string const& text) noexcept {
    return coaws::is_utf8(text) ? coaws::utf8_length(text) : text.size();
}

/// Control characters would tear the box.
std::string cell_text(value const& v) {
    auto text = scalar_text(v);
    for (auto& c : text)
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return text;
}

/// A box: its title, perhaps a line of headers, and rows of equal length.
struct section {
    std::string title;
    std::size_t depth = 0;
    bool has_header = false;
    std::vector<std::vector<std::string>> rows;

    section() = default;
};

class section_builder {
  public:
    std::vector<section> finish() && { return std::move(sections_); }

    void build(std::string_view title, value const& v, std::size_t depth) {
        if (auto const* map = v.get_if<value_map>()) {
            start(title, depth);
            add_map(*map, depth);
        } else if (auto const* list = v.get_if<value_list>()) {
            add_list(title, *list, depth);
        } else {
            start(title, depth);
            sections_.back().rows.push_back({cell_text(v)});
        }
    }

  private:
    void start(std::string_view title, std::size_t depth) {
        section fresh;
        fresh.title = title;
        fresh.depth = depth;
        sections_.push_back(std::move(fresh));
    }

    void add_map(value_map const& map, std::size_t depth) {
        std::vector<std::string> names;
        for (auto const& [name, v] : map)
            if (!is_compound(v)) names.push_back(name);
        std::ranges::sort(names);
        auto& rows = sections_.back().rows;
        if (names.size() == 1) {
            rows.push_back({names.front(), cell_text(map.at(names.front()))});
        } else if (!names.empty()) {
            std::vector<std::string> row;
            for (auto const& name : names) row.push_back(cell_text(map.at(name)));
            sections_.back().has_header = true;
            rows.push_back(std::move(names));
            rows.push_back(std::move(row));
        }
        add_inside(map, depth);
    }

    void add_inside(value_map const& map, std::size_t depth) {
        std::vector<std::string_view> names;
        for (auto const& [name, v] : map)
            if (is_compound(v)) names.push_back(name);
        std::ranges::sort(names);
        for (auto name : names)
            if (map.find(name)->size() != 0) build(name, *map.find(name), depth + 1);
    }

    void add_list(std::string_view title, value_list const& list, std::size_t depth) {
        std::set<std::string_view> columns;
        bool deep = false;
        for (auto const& element : list) {
            auto const* map = element.get_if<value_map>();
            deep = deep || element.is_list();
            if (map == nullptr) continue;
            for (auto const& [name, v] : *map) {
                if (is_compound(v))
                    deep = true;
                else
                    columns.insert(name);
            }
        }
        start(title, depth);
        bool fresh = true;
        for (auto const& element : list) {
            if (!fresh && deep) start(title, depth);
            if (fresh || deep) add_header(columns);
            fresh = false;
            add_element(title, element, columns, depth);
        }
    }

    void add_header(std::set<std::string_view> const& columns) {
        if (columns.empty()) return;
        sections_.back().has_header = true;
        sections_.back().rows.emplace_back(columns.begin(), columns.end());
    }

    void add_element(std::string_view title, value const& element, std::set<std::string_view> const& columns,
                     std::size_t depth) {
        if (auto const* map = element.get_if<value_map>()) {
            if (!columns.empty()) {
                std::vector<std::string> row;
                for (auto column : columns) {
                    auto const* v = map->find(column);
                    row.push_back(v == nullptr || is_compound(*v) ? std::string() : cell_text(*v));
                }
                sections_.back().rows.push_back(std::move(row));
            }
            add_inside(*map, depth);
        } else if (element.is_list()) {
            build(title, element, depth + 1);
        } else {
            std::vector<std::string> row(std::max<std::size_t>(columns.size(), 1));
            row.front() = cell_text(element);
            sections_.back().rows.push_back(std::move(row));
        }
    }

    std::vector<section> sections_;
};

/// Draws the boxes, all of one width.
class painter {
  public:
    explicit painter(std::vector<section> sections) {
        measure(sections);
        if (width_ + 2 > most_width) {
            for (auto& s : sections) stand_upright(s);
            measure(sections);
        }
        out_ += std::string(width_ + 2, '-') + "\n";
        for (auto const& s : sections) draw(s);
    }
    std::string finish() && { return std::move(out_); }

  private:
    void measure(std::vector<section> const& sections) {
        width_ = 0;
        for (auto const& s : sections)
            width_ = std::max(width_, std::max(natural_width(s), width_of(s.title) + 4) + 2 * s.depth);
    }

    /// Turns the columns of a single structure into rows.
    static void stand_upright(section& s) {
        if (!s.has_header || s.rows.size() != 2) return;
        std::vector<std::vector<std::string>> rows;
        for (std::size_t i = 0; i < s.rows[0].size(); ++i)
            rows.push_back({std::move(s.rows[0][i]), std::move(s.rows[1][i])});
        s.rows = std::move(rows);
        s.has_header = false;
    }

    static std::vector<std::size_t> column_widths(section const& s) {
        std::vector<std::size_t> widths;
        for (auto const& row : s.rows) {
            widths.resize(std::max(widths.size(), row.size()));
            for (std::size_t i = 0; i < row.size(); ++i)
                widths[i] = std::max(widths[i], width_of(row[i]) + 4);
        }
        return widths;
    }

    static std::size_t natural_width(section const& s) {
        auto const widths = column_widths(s);
        std::size_t total = widths.empty() ? 0 : widths.size() - 1;
        for (auto width : widths) total += width;
        return total;
    }

    void draw(section const& s) {
        auto const edge = std::string(s.depth + 1, '|');
        auto const inner = width_ - 2 * s.depth;
        out_ += edge + centred(s.title, inner) + edge + "\n";
        auto widths = column_widths(s);
        if (widths.empty()) {
            rule(s, {inner});
            return;
        }
        std::size_t extra = inner - natural_width(s);
        auto const share = extra / widths.size();
        for (auto& width : widths) width += share;
        widths.back() += extra - share * widths.size();
        rule(s, widths);
        bool first = true;
        for (auto const& row : s.rows) {
            bool const header = std::exchange(first, false) && s.has_header;
            line(edge, row, widths, header);
            if (header) rule(s, widths);
        }
        rule(s, widths);
    }

    void line(std::string const& edge, std::vector<std::string> const& row,
              std::vector<std::size_t> const& widths, bool header) {
        out_ += edge;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (i != 0) out_ += '|';
            auto const text = i < row.size() ? row[i] : std::string();
            out_ += header ? centred(text, widths[i])
                           : "  " + text + std::string(widths[i] - 2 - width_of(text), ' ');
        }
        out_ += edge + "\n";
    }

    void rule(section const& s, std::vector<std::size_t> const& widths) {
        out_ += std::string(s.depth, '|') + '+';
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (i != 0) out_ += '+';
            out_ += std::string(widths[i], '-');
        }
        out_ += '+' + std::string(s.depth, '|') + "\n";
    }

    static std::string centred(std::string const& text, std::size_t width) {
        auto const have = width_of(text);
        auto const left = have < width ? (width - have) / 2 : 0;
        auto const right = have + left < width ? width - have - left : 0;
        return std::string(left, ' ') + text + std::string(right, ' ');
    }

    std::size_t width_ = 0;
    std::string out_;
};

}  // namespace

std::string to_table_text(std::string_view title, value const& v) {
    section_builder builder;
    builder.build(title, v, 0);
    return painter(std::move(builder).finish()).finish();
}

}  // namespace cli
