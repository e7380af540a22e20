// JSON text as Python's json.dumps writes it.
#include "auth/python_json.hpp"

#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>

#include "base/json_string.hpp"

namespace coaws::auth {
namespace {

void append_text(std::string& out, std::string_view text) {
    if (!coaws::detail::append_json_string(out, text)) throw value_error("A text of the policy is not UTF-8");
}

void append_list(std::string& out, value_list const& list, int depth) {
    out += '[';
    bool first = true;
    for (auto const& item : list) {
        if (!first) out += ", ";
        first = false;
        append_python_json(out, item, depth + 1);
    }
    out += ']';
}

void append_map(std::string& out, value_map const& map, int depth) {
    out += '{';
    bool first = true;
    for (auto const& [key, item] : map) {
        if (!first) out += ", ";
        first = false;
        append_text(out, key);
        out += ": ";
        append_python_json(out, item, depth + 1);
    }
    out += '}';
}

}  // namespace

void append_python_json(std::string& out, value const& v, int depth) {
    if (depth > 100) throw value_error("The policy is nested too deeply");
    switch (v.kind()) {
        case value_kind::null:
            out += "null";
            return;
        case value_kind::boolean:
            out += v.as_bool() ? "true" : "false";
            return;
        case value_kind::integer:
            out += std::to_string(v.as_int());
            return;
        case value_kind::number:
            out += format_double(v.as_double());
            return;
        case value_kind::string:
            append_text(out, v.as_string());
            return;
        case value_kind::list:
            append_list(out, v.as_list(), depth);
            return;
        case value_kind::map:
            append_map(out, v.as_map(), depth);
            return;
        default:
            throw value_error("Object of type " + std::string(to_string(v.kind())) +
                              " is not JSON serializable");
    }
}

}  // namespace coaws::auth
