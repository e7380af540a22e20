// A member's value from the words of the command line, by its schema.
#include "member_value.hpp"

#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cmath>
#include <coaws/base/text.hpp>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "input_text.hpp"
#include "shorthand.hpp"
#include "usage_error.hpp"

namespace cli {

namespace {

using coaws::schema;
using coaws::shape_type;
using coaws::value;
using coaws::value_list;

bool is_scalar(schema const& s) noexcept {
    switch (s.type()) {
        case shape_type::structure:
        case shape_type::list:
        case shape_type::map:
        case shape_type::document:
            return false;
        default:
            return true;
    }
}

[[noreturn]] void wrong(std::string const& where, std::string const& what) {
    throw usage_error("Error parsing parameter '" + where + "': " + what);
}

value integer_from(std::string const& text, std::string const& where) {
    auto const digits = coaws::trim(text);
    std::int64_t number = 0;
    auto const* end = digits.data() + digits.size();
    auto const* begin = digits.starts_with('+') ? digits.data() + 1 : digits.data();
    auto const [stop, failure] = std::from_chars(begin, end, number);
    if (failure != std::errc() || stop != end) wrong(where, "the value is no integer");
    return number;
}

value number_from(std::string const& text, std::string const& where) {
    auto const trimmed = std::string(coaws::trim(text));
    double number = 0;
    auto const* end = trimmed.data() + trimmed.size();
    auto const [stop, failure] = std::from_chars(trimmed.data(), end, number);
    if (trimmed.empty() || failure != std::errc() || stop != end) wrong(where, "the value is no number");
    return number;
}

value flag_from(std::string const& text, std::string const& where) {
    if (coaws::iequals(text, "true")) return true;
    if (coaws::iequals(text, "false")) return false;
    wrong(where, "the value is neither true nor false");
}

value json_from(std::string const& text, std::string const& where) {
    try {
        return coaws::from_json(text);
    } catch (coaws::error const& failure) {
        wrong(where, "Invalid JSON: " + std::string(failure.message()));
    }
}

value scalar_from(schema const& s, std::string const& text, std::string const& where) {
    switch (s.type()) {
        case shape_type::integer:
        case shape_type::long_integer:
            return integer_from(text, where);
        case shape_type::float32:
        case shape_type::float64:
            return number_from(text, where);
        case shape_type::boolean:
            return flag_from(text, where);
        case shape_type::blob:
            return coaws::blob{text};
        default:
            if (s.traits().json_value) return json_from(text, where);
            return text;
    }
}

/// Gives the texts of a shorthand value their types; a single value where a list belongs becomes one.
value typed(schema const& s, value v, std::string const& where) {
    if (auto* text = v.get_if<std::string>()) {
        if (is_scalar(s)) return scalar_from(s, resolve_text(*text), where);
        if (s.type() == shape_type::document) return v;
    }
    if (s.type() == shape_type::list && !v.is_list()) {
        value_list one;
        one.push_back(typed(s.element(), std::move(v), where));
        return value(std::move(one));
    }
    if (auto* list = v.get_if<value_list>(); list != nullptr && s.type() == shape_type::list) {
        for (auto& element : *list) element = typed(s.element(), std::move(element), where);
        return v;
    }
    if (auto* map = v.get_if<coaws::value_map>()) {
        for (auto& [name, member] : *map) {
            schema const* target = nullptr;
            if (s.type() == shape_type::structure) target = s.find_member(name);
            if (s.type() == shape_type::map) target = &s.mapped();
            // An unknown member stays as it is: validation will name it.
            if (target != nullptr) member = typed(*target, std::move(member), where + "." + name);
        }
    }
    return v;
}

bool looks_like_json(std::string_view text) noexcept {
    auto const trimmed = coaws::trim(text);
    return trimmed.starts_with('{') || trimmed.starts_with('[');
}

/// The only member of a structure that is a scalar, for lists such as `--instances i-1 i-2`; null otherwise.
schema const* lone_scalar(schema const& s) noexcept {
    if (s.type() != shape_type::structure || s.member_count() != 1) return nullptr;
    return is_scalar(s.member(0)) ? &s.member(0) : nullptr;
}

value compound_from(schema const& s, std::string const& text, std::string const& where) {
    if (looks_like_json(text) || s.type() == shape_type::document) return json_from(text, where);
    if (auto const* only = lone_scalar(s); only != nullptr && text.find('=') == std::string::npos) {
        coaws::value_map map;
        map[only->name()] = scalar_from(*only, text, where);
        return value(std::move(map));
    }
    try {
        return typed(s, parse_shorthand(text), where);
    } catch (usage_error const& failure) {
        if (std::string_view(failure.what()).starts_with("Error parsing")) throw;
        wrong(where, failure.what());
    }
}

value list_from(schema const& s, std::vector<std::string> const& words, std::string const& where) {
    auto const& element = s.element();
    if (words.size() == 1 && coaws::trim(words.front()).starts_with('['))
        return json_from(words.front(), where);
    value_list list;
    for (auto const& word : words) {
        if (is_scalar(element))
            list.push_back(scalar_from(element, word, where));
        else if (element.type() == shape_type::list)
            list.push_back(list_from(element, {word}, where));
        else
            list.push_back(compound_from(element, word, where));
    }
    return value(std::move(list));
}

}  // namespace

word_count words_of(schema const& member) noexcept {
    if (member.type() == shape_type::boolean) return word_count::none;
    return member.type() == shape_type::list ? word_count::many : word_count::one;
}

value member_value(schema const& member, std::vector<std::string> const& words, std::string const& option) {
    if (member.type() == shape_type::blob && member.traits().streaming && !names_file(words.front()))
        return payload_from_file(words.front());
    std::vector<std::string> texts;
    for (auto const& word : words) texts.push_back(resolve_text(word));
    if (member.type() == shape_type::list) return list_from(member, texts, option);
    if (is_scalar(member)) return scalar_from(member, texts.front(), option);
    return compound_from(member, texts.front(), option);
}

value payload_from_file(std::string const& path) {
    if (path == "-") return coaws::blob{read_whole(path)};
    if (::access(path.c_str(), R_OK) != 0)
        throw usage_error("Unable to load " + path + ": " + std::strerror(errno));
    return coaws::body::from_file(path);
}

}  // namespace cli
