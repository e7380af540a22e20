// Parsed JSON back to text.
#include "model/json_text.hpp"

#include <cmath>
#include <coaws/base/text.hpp>

#include "base/json_string.hpp"

namespace coaws::model {

void append_json_string(std::string& out, std::string_view text) {
    detail::append_json_string(out, text, {.ascii = false});
}

void append_json(std::string& out, json::view v) {
    switch (v.kind()) {
        case json::kind::null:
            out += "null";
            break;
        case json::kind::boolean:
            out += v.as_bool() ? "true" : "false";
            break;
        case json::kind::integer:
            out += std::to_string(v.as_int());
            break;
        case json::kind::big_integer:
            out += std::to_string(v.as_uint64());
            break;
        case json::kind::number:
            out += std::isfinite(v.as_double()) ? format_double(v.as_double()) : "null";
            break;
        case json::kind::string:
            append_json_string(out, v.as_string());
            break;
        case json::kind::array: {
            char separator = '[';
            for (auto item : v.items()) {
                out += separator;
                append_json(out, item);
                separator = ',';
            }
            out += separator == '[' ? "[]" : "]";
            break;
        }
        case json::kind::object: {
            char separator = '{';
            for (auto member : v.members()) {
                out += separator;
                append_json_string(out, member.key);
                out += ':';
                append_json(out, member.value);
                separator = ',';
            }
            out += separator == '{' ? "{}" : "}";
            break;
        }
    }
}

}  // namespace coaws::model
