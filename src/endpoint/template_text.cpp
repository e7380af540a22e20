// Template strings of rule sets, split once when a rule set is compiled.
#include "endpoint/template_text.hpp"

#include <algorithm>
#include <coaws/base/text.hpp>
#include <cstddef>
#include <utility>

namespace coaws::endpoint::detail {

namespace {

bool is_name_character(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#';
}

// Skips what follows the name inside braces (`!r`, `:spec`); false with a problem when it never closes.
bool skip_format(std::string_view& rest, char opened_by, std::string& problem) {
    if (opened_by == '!') {
        if (rest.empty()) {
            problem = "end of string while looking for conversion specifier";
            return false;
        }
        rest.remove_prefix(1);
        if (!rest.empty()) {
            char const next = rest.front();
            rest.remove_prefix(1);
            if (next == '}') return true;
            if (next != ':') {
                problem = "expected ':' after conversion specifier";
                return false;
            }
        }
    }
    std::size_t open = 1;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == '{') ++open;
        if (rest[i] == '}' && --open == 0) {
            rest.remove_prefix(i + 1);
            return true;
        }
    }
    problem = "unmatched '{' in format spec";
    return false;
}

// Reads a field after its opening brace; false with a problem when it is malformed.
bool read_field(std::string_view& rest, template_piece& out, std::string& problem) {
    std::size_t i = 0;
    while (i < rest.size() && rest[i] != '}' && rest[i] != ':' && rest[i] != '!') {
        if (rest[i] == '{') {
            problem = "unexpected '{' in field name";
            return false;
        }
        // Inside brackets the closing characters are part of the name.
        if (rest[i] == '[') i = std::min(rest.find(']', i), rest.size() - 1);
        ++i;
    }
    if (i >= rest.size()) {
        problem = "expected '}' before end of string";
        return false;
    }
    auto const field = split(rest.substr(0, i), '#');
    out.has_reference = true;
    out.name = field.front();
    out.path.assign(field.begin() + 1, field.end());
    char const ended_by = rest[i];
    rest.remove_prefix(i + 1);
    return ended_by == '}' || skip_format(rest, ended_by, problem);
}

}  // namespace

bool is_template(std::string_view text) noexcept {
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        std::size_t i = open + 1;
        while (i < text.size() && is_name_character(text[i])) ++i;
        if (i > open + 1 && i < text.size() && text[i] == '}') return true;
    }
    return false;
}

template_pieces split_template(std::string_view text) {
    template_pieces out;
    template_piece current;
    while (!text.empty()) {
        auto const brace = text.find_first_of("{}");
        current.literal += text.substr(0, brace);
        if (brace == std::string_view::npos) break;
        char const c = text[brace];
        text.remove_prefix(brace + 1);
        if (!text.empty() && text.front() == c) {
            current.literal += c;
            text.remove_prefix(1);
            continue;
        }
        if (c == '}' || text.empty()) {
            out.problem = std::string("Single '") + c + "' encountered in format string";
            return out;
        }
        if (!read_field(text, current, out.problem)) return out;
        out.pieces.push_back(std::move(current));
        current = {};
    }
    if (!current.literal.empty()) out.pieces.push_back(std::move(current));
    return out;
}

}  // namespace coaws::endpoint::detail
