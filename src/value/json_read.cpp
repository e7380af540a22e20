// Values from JSON text.
#include <cmath>
#include <coaws/base/errors.hpp>
#include <coaws/base/json.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/json_value.hpp>
#include <coaws/value/value.hpp>
#include <limits>

#include "value/nesting.hpp"
#include "value/repeated_keys.hpp"

namespace coaws {

namespace {

class json_to_value {
  public:
    explicit json_to_value(bool lossless) : lossless_(lossless) {}

    value read(json::view from) {
        switch (from.kind()) {
            case json::kind::null:
                return {};
            case json::kind::boolean:
                return from.as_bool();
            case json::kind::integer:
                return from.as_int();
            case json::kind::big_integer:
                return static_cast<double>(from.as_uint64());
            case json::kind::number:
                return from.as_double();
            case json::kind::string:
                return from.as_string();
            case json::kind::array:
                return read_list(from);
            case json::kind::object:
                return read_map(from);
        }
        return {};
    }

  private:
    value read_list(json::view from) {
        enter();
        value_list list;
        list.reserve(from.size());
        for (auto const element : from.items()) list.push_back(read(element));
        --depth_;
        return list;
    }

    value read_map(json::view from) {
        auto const size = from.size();
        if (lossless_ && size == 1) {
            auto const only = *from.members().begin();
            if (!only.key.empty() && only.key.front() == '$') {
                value marked;
                if (unwrap(only.key, only.value, marked)) return marked;
            }
        }
        enter();
        value_map map;
        map.reserve(size);
        for (auto const member : from.members()) map.append(std::string(member.key), read(member.value));
        detail::drop_repeated_keys(map);
        --depth_;
        return map;
    }

    static bool unwrap(std::string_view mark, json::view held, value& out) {
        if (!held.is_string()) return false;
        auto const text = held.as_string();
        if (mark == "$blob") {
            auto bytes = base64_decode(text);
            if (!bytes) throw json_decode_error("The text of $blob is no base64");
            out = blob(std::move(*bytes));
            return true;
        }
        if (mark == "$ts") {
            auto const time = parse_timestamp(text);
            if (!time)
                throw json_decode_error("The text of $ts is no timestamp: \"" + std::string(text) + "\"");
            out = *time;
            return true;
        }
        return mark == "$f" && unwrap_number(text, out);
    }

    static bool unwrap_number(std::string_view text, value& out) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        if (text == "NaN") {
            out = std::numeric_limits<double>::quiet_NaN();
        } else if (text == "Infinity") {
            out = infinity;
        } else if (text == "-Infinity") {
            out = -infinity;
        } else {
            return false;
        }
        return true;
    }

    void enter() {
        if (++depth_ > detail::most_nesting) throw json_decode_error("The text is nested too deeply");
    }

    bool lossless_;
    int depth_ = 0;
};

}  // namespace

value from_json(std::string_view text, json_options options) {
    auto const document = json::document::parse(text).value();
    return json_to_value(options.lossless).read(document->root());
}

value from_json(json::view element) { return element ? json_to_value(false).read(element) : value(); }

}  // namespace coaws
