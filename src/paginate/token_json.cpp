// The JSON text inside resume tokens.
#include "paginate/token_json.hpp"

#include <coaws/base/errors_parameters.hpp>

namespace coaws::paginate {
namespace {

constexpr int max_depth = 200;

void append_scalar(std::string& out, value const& v) {
    // Python escapes DEL too.
    for (char const c : to_json(v, json_options().with_ascii())) {
        if (c == '\x7f') {
            out += "\\u007f";
        } else {
            out += c;
        }
    }
}

void append_list(std::string& out, value_list const& list, int depth) {
    char const* separator = "[";
    for (auto const& item : list) {
        out += separator;
        separator = ", ";
        append_token_json(out, item, depth + 1);
    }
    out += list.empty() ? "[]" : "]";
}

void append_map(std::string& out, value_map const& map, int depth) {
    char const* separator = "{";
    for (auto const& [key, item] : map) {
        out += separator;
        separator = ", ";
        append_scalar(out, value(key));
        out += ": ";
        append_token_json(out, item, depth + 1);
    }
    out += map.empty() ? "{}" : "}";
}

}  // namespace

void append_token_json(std::string& out, value const& v, int depth) {
    if (depth > max_depth) throw value_error("A pagination token is nested too deeply");
    if (auto const* list = v.get_if<value_list>()) return append_list(out, *list, depth);
    if (auto const* map = v.get_if<value_map>()) return append_map(out, *map, depth);
    append_scalar(out, v);
}

}  // namespace coaws::paginate
