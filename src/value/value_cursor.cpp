// Values read as a codec reads its bytes.
#include <charconv>
#include <coaws/base/errors_wire.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/value_bridge.hpp>
#include <utility>

#include "value/nesting.hpp"
#include "value/python_text.hpp"

namespace coaws {

namespace {

[[noreturn]] void refuse(schema const& s, value const& v, std::string_view expected) {
    throw response_parser_error("Unable to parse response: " + std::string(s.name()) + " is a " +
                                std::string(to_string(v.kind())) + " and no " + std::string(expected));
}

template <class T>
std::optional<T> number_of(std::string_view text) noexcept {
    T number{};
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

wire_kind value_cursor::peek(schema const&) {
    switch (here_->kind()) {
        case value_kind::null:
            return wire_kind::null;
        case value_kind::boolean:
            return wire_kind::boolean;
        case value_kind::integer:
            return wire_kind::integer;
        case value_kind::number:
            return wire_kind::number;
        case value_kind::string:
            return wire_kind::string;
        case value_kind::timestamp:
            return wire_kind::timestamp;
        case value_kind::list:
            return wire_kind::list;
        case value_kind::map:
            return wire_kind::map;
        default:
            return wire_kind::bytes;
    }
}

void value_cursor::enter(schema const& s) {
    if (levels_.size() >= static_cast<std::size_t>(detail::most_nesting))
        throw response_parser_error("Unable to parse response: " + std::string(s.name()) +
                                    " is nested too deeply");
    levels_.push_back({here_});
}

void value_cursor::begin_struct(schema const& s) {
    if (!here_->is_map()) refuse(s, *here_, "structure");
    enter(s);
}

schema const* value_cursor::next_member(schema const& s) {
    auto& top = levels_.back();
    auto& entries = *top.container->get_if<value_map>();
    while (top.next < entries.size()) {
        auto& [name, v] = entries.begin()[static_cast<std::ptrdiff_t>(top.next++)];
        if (auto const* member = s.find_member(name)) {
            here_ = &v;
            return member;
        }
        if (!s.traits().is_union || !top.unknown.empty()) continue;
        // What `value_output` made of a member that the model does not know.
        auto const* tag = name == "SDK_UNKNOWN_MEMBER" ? v.find("name") : nullptr;
        auto const* text = tag == nullptr ? nullptr : tag->get_if<std::string>();
        top.unknown = text == nullptr ? std::string_view(name) : std::string_view(*text);
    }
    unknown_ = top.unknown;
    levels_.pop_back();
    return nullptr;
}

std::size_t value_cursor::begin_list(schema const& s) {
    if (!here_->is_list()) refuse(s, *here_, "list");
    enter(s);
    return here_->as_list().size();
}

bool value_cursor::next_element(schema const&) {
    auto& top = levels_.back();
    auto& list = *top.container->get_if<value_list>();
    if (top.next == list.size()) {
        levels_.pop_back();
        return false;
    }
    here_ = &list[top.next++];
    return true;
}

std::size_t value_cursor::begin_map(schema const& s) {
    if (!here_->is_map()) refuse(s, *here_, "map");
    enter(s);
    return here_->as_map().size();
}

bool value_cursor::next_entry(schema const&, std::string_view& key) {
    auto& top = levels_.back();
    auto& entries = *top.container->get_if<value_map>();
    if (top.next == entries.size()) {
        levels_.pop_back();
        return false;
    }
    auto& entry = entries.begin()[static_cast<std::ptrdiff_t>(top.next++)];
    key = entry.first;
    here_ = &entry.second;
    return true;
}

bool value_cursor::read_bool(schema const& s) {
    if (auto const* b = here_->get_if<bool>()) return *b;
    if (auto const* text = here_->get_if<std::string>()) return iequals(*text, "true");
    refuse(s, *here_, "boolean");
}

std::int64_t value_cursor::read_int(schema const& s) {
    constexpr double limit = 9223372036854775808.0;
    if (auto const* i = here_->get_if<std::int64_t>()) return *i;
    if (auto const* b = here_->get_if<bool>()) return *b ? 1 : 0;
    if (auto const* d = here_->get_if<double>(); d != nullptr && *d >= -limit && *d < limit)
        return static_cast<std::int64_t>(*d);
    if (auto const* text = here_->get_if<std::string>())
        if (auto const number = number_of<std::int64_t>(*text)) return *number;
    refuse(s, *here_, "64-bit integer");
}

double value_cursor::read_double(schema const& s) {
    if (here_->is_number()) return here_->as_double();
    if (auto const* b = here_->get_if<bool>()) return *b ? 1 : 0;
    if (auto const* text = here_->get_if<std::string>())
        if (auto const number = number_of<double>(*text)) return *number;
    refuse(s, *here_, "number");
}

void value_cursor::read_string(schema const& s, std::string& out) {
    if (detail::is_json_value_header(s)) {
        out += to_json(*here_);
    } else if (auto* text = here_->get_if<std::string>()) {
        if (out.empty())
            out = std::move(*text);
        else
            out += *text;
    } else if (auto const* bytes = here_->get_if<blob>()) {
        out += bytes->bytes;
    } else if (auto const* time = here_->get_if<timestamp>()) {
        out += format_iso8601(*time);
    } else if (here_->is_bool() || here_->is_number()) {
        out += to_json(*here_);
    } else {
        refuse(s, *here_, "string");
    }
}

void value_cursor::read_blob(schema const& s, std::string& out) {
    if (auto* bytes = here_->get_if<blob>()) {
        if (out.empty())
            out = std::move(bytes->bytes);
        else
            out += bytes->bytes;
    } else if (auto const* text = here_->get_if<std::string>()) {
        out += *text;
    } else if (auto const* held = here_->get_if<body>(); held != nullptr && held->in_memory()) {
        out += *held->in_memory();
    } else {
        refuse(s, *here_, "blob");
    }
}

timestamp value_cursor::read_timestamp(schema const& s) {
    if (auto const* exact = here_->get_if<timestamp>()) return *exact;
    if (auto const moment = detail::as_moment(*here_)) return *moment;
    refuse(s, *here_, "timestamp");
}

wire_scalar value_cursor::read_scalar(schema const& s) {
    switch (here_->kind()) {
        case value_kind::null:
            return std::monostate();
        case value_kind::boolean:
            return *here_->get_if<bool>();
        case value_kind::integer:
            return *here_->get_if<std::int64_t>();
        case value_kind::number:
            return *here_->get_if<double>();
        case value_kind::string:
            return std::string_view(*here_->get_if<std::string>());
        default:
            refuse(s, *here_, "scalar");
    }
}

std::unique_ptr<coaws::body> value_cursor::take_stream(schema const&) {
    auto* held = here_->get_if<body>();
    return held == nullptr ? nullptr : std::make_unique<coaws::body>(std::move(*held));
}

}  // namespace coaws
