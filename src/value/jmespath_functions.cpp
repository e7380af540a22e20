// The built-in functions of JMESPath: the table, and the check of arguments.
#include <algorithm>

#include "value/jmespath_builtins.hpp"
#include "value/jmespath_functions.hpp"

namespace coaws::jmespath {

namespace {

using namespace builtins;

constexpr unsigned numbers_or_strings = accept_numbers | accept_strings;

constexpr function_spec table[] = {
    {"abs", abs, 1, false, {accept_number}},
    {"avg", avg, 1, false, {accept_numbers}},
    {"ceil", ceil, 1, false, {accept_number}},
    {"contains", contains, 2, false, {accept_array | accept_string, accept_any}},
    {"ends_with", ends_with, 2, false, {accept_string, accept_string}},
    {"floor", floor, 1, false, {accept_number}},
    {"join", join, 2, false, {accept_string, accept_strings}},
    {"keys", keys, 1, false, {accept_object}},
    {"length", length, 1, false, {accept_string | accept_array | accept_object}},
    {"map", map, 2, false, {accept_reference, accept_array}},
    {"max", max, 1, false, {numbers_or_strings}},
    {"max_by", max_by, 2, false, {accept_array, accept_reference}},
    {"merge", merge, 1, true, {accept_object}},
    {"min", min, 1, false, {numbers_or_strings}},
    {"min_by", min_by, 2, false, {accept_array, accept_reference}},
    {"not_null", not_null, 1, true, {accept_any}},
    {"reverse", reverse, 1, false, {accept_array | accept_string}},
    {"sort", sort, 1, false, {numbers_or_strings}},
    {"sort_by", sort_by, 2, false, {accept_array, accept_reference}},
    {"starts_with", starts_with, 2, false, {accept_string, accept_string}},
    {"sum", sum, 1, false, {accept_numbers}},
    {"to_array", to_array, 1, false, {accept_any}},
    {"to_number", to_number, 1, false, {accept_any}},
    {"to_string", to_string, 1, false, {accept_any}},
    {"type", type, 1, false, {accept_any}},
    {"values", values, 1, false, {accept_object}},
};

std::string expected_text(unsigned types) {
    constexpr std::pair<unsigned, std::string_view> words[] = {
        {accept_number, "number"},        {accept_string, "string"},    {accept_array, "array"},
        {accept_object, "object"},        {accept_reference, "expref"}, {accept_numbers, "array-number"},
        {accept_strings, "array-string"},
    };
    std::string text;
    for (auto const& [bit, word] : words) {
        if ((types & bit) == 0) continue;
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text.empty() ? "a value" : text;
}

bool all_of_type(cell list, json_type wanted) noexcept {
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list.element(i).type() != wanted) return false;
    }
    return true;
}

bool fits(argument const& given, unsigned types) noexcept {
    if (given.reference != nullptr) return (types & accept_reference) != 0;
    if (types == accept_any) return true;
    switch (given.given.type()) {
        case json_type::number:
            return (types & accept_number) != 0;
        case json_type::string:
            return (types & accept_string) != 0;
        case json_type::object:
            return (types & accept_object) != 0;
        case json_type::array:
            return (types & accept_array) != 0 ||
                   ((types & accept_numbers) != 0 && all_of_type(given.given, json_type::number)) ||
                   ((types & accept_strings) != 0 && all_of_type(given.given, json_type::string));
        default:
            return false;
    }
}

std::string count_text(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " argument" : " arguments");
}

}  // namespace

function_spec const& find_function(std::string_view name, std::size_t arguments) {
    auto const* const found = std::find_if(std::begin(table), std::end(table),
                                           [name](function_spec const& f) { return f.name == name; });
    if (found == std::end(table)) {
        throw jmespath_error(error_kind_t::unknown_function, "Unknown function: " + std::string(name) + "()");
    }
    bool const enough = found->variadic ? arguments >= found->arity : arguments == found->arity;
    if (!enough) {
        throw jmespath_error(error_kind_t::invalid_arity,
                             "Expected " + std::string(found->variadic ? "at least " : "") +
                                 count_text(found->arity) + " for function " + std::string(name) +
                                 "(), received " + std::to_string(arguments));
    }
    return *found;
}

cell call_function(function_spec const& function, evaluator& run, std::span<argument const> arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        auto const types = function.types[std::min(i, function.arity - 1)];
        if (!fits(arguments[i], types)) {
            std::string_view const received =
                arguments[i].reference != nullptr ? "expref" : to_string(arguments[i].given.type());
            fail_type(function.name, expected_text(types), received);
        }
    }
    return function.body(run, arguments);
}

void fail_type(std::string_view function, std::string_view expected, std::string_view received) {
    throw jmespath_error(error_kind_t::invalid_type,
                         "In function " + std::string(function) +
                             "(), invalid type for value, expected one of: " + std::string(expected) +
                             ", received: " + std::string(received));
}

}  // namespace coaws::jmespath
