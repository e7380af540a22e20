// The endpoint rule set of a service.
#include "endpoint/evaluator.hpp"
#include "endpoint/program.hpp"

#include <array>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/log.hpp>
#include <coaws/endpoint/rule_set.hpp>

namespace coaws::endpoint {

namespace {

using detail::datum;
using detail::scratch;

// Enough for the scope of the largest rule set in use and the texts it makes.
constexpr std::size_t scratch_size = 4096;

std::string_view python_type(parameter_type type) {
    switch (type) {
        case parameter_type::string:
            return "<class 'str'>";
        case parameter_type::boolean:
            return "<class 'bool'>";
        case parameter_type::string_array:
            break;
    }
    return "<class 'tuple'>";
}

// The alternatives of parameter_value follow parameter_type in order.
bool has_type(parameter_value const& v, parameter_type type) {
    switch (type) {
        case parameter_type::string:
            return std::holds_alternative<std::string>(v);
        case parameter_type::boolean:
            return std::holds_alternative<bool>(v);
        case parameter_type::string_array:
            break;
    }
    return std::holds_alternative<std::vector<std::string>>(v);
}

datum to_datum(parameter_value const& v, scratch& memory, bool tuple) {
    if (auto const* b = std::get_if<bool>(&v)) return datum::of(*b);
    if (auto const* text = std::get_if<std::string>(&v)) return datum::of(std::string_view(*text));
    auto const* list = std::get_if<std::vector<std::string>>(&v);
    if (list == nullptr) return {};
    auto* items = static_cast<std::string_view*>(
        memory.allocate((list->size() + 1) * sizeof(std::string_view), alignof(std::string_view)));
    for (std::size_t i = 0; i < list->size(); ++i) ::new (items + i) std::string_view((*list)[i]);
    return datum::list(items, list->size(), tuple);
}

// Checks a value against its declaration and gives what the rules see of it.
datum accept(parameter_info const& info, parameter_value const& given, scratch& memory) {
    if (given.index() != 0) {
        if (!has_type(given, info.type)) {
            detail::fail("Value (" + info.name + ") is the wrong type. Must be " +
                         std::string(python_type(info.type)) + '.');
        }
        if (!info.deprecation.empty() && log::enabled(log::level::info)) {
            log::write(log::level::info, "coaws.endpoint", info.deprecation);
        }
        return to_datum(given, memory, true);
    }
    if (info.default_value.index() != 0) return to_datum(info.default_value, memory, false);
    if (info.required) detail::fail("Cannot find value for required parameter " + info.name);
    return {};
}

void describe(std::string& out, std::string_view name, parameter_value const& v, scratch& memory) {
    if (v.index() == 0) return;
    if (!out.empty()) out += '\n';
    out += name;
    out += ": ";
    out += to_datum(v, memory, true).display();
}

[[noreturn]] void nothing_found(std::string const& parameters) {
    throw endpoint_resolution_error("No endpoint found for parameters:\n" + parameters);
}

}  // namespace

std::string_view endpoint::backend() const noexcept {
    auto const* property = properties.find("backend");
    auto const* text = property != nullptr ? property->get_if<std::string>() : nullptr;
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

rule_set::rule_set(std::unique_ptr<detail::program const> compiled) : program_(std::move(compiled)) {}
rule_set::~rule_set() = default;

std::shared_ptr<rule_set const> rule_set::compile(json::view rules,
                                                  std::shared_ptr<partitions const> regions) {
    return std::shared_ptr<rule_set const>(new rule_set(detail::compile_program(rules, std::move(regions))));
}

std::shared_ptr<rule_set const> rule_set::compile(json::document const& rules,
                                                  std::shared_ptr<partitions const> regions) {
    return compile(rules.root(), std::move(regions));
}

std::vector<parameter_info> const& rule_set::parameters() const noexcept { return program_->parameters; }

std::optional<std::size_t> rule_set::find_parameter(std::string_view name) const noexcept {
    auto const& all = program_->parameters;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].name == name) return i;
    }
    return std::nullopt;
}

endpoint rule_set::resolve(std::span<parameter_value const> values_in_slot_order) const {
    alignas(std::max_align_t) std::array<std::byte, scratch_size> buffer;
    scratch memory(buffer.data(), buffer.size());
    detail::evaluator evaluation(*program_, memory);
    parameter_value const none;
    auto const& declared = program_->parameters;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        evaluation.set(
            i, accept(declared[i], i < values_in_slot_order.size() ? values_in_slot_order[i] : none, memory));
    }
    endpoint out;
    if (evaluation.run(out)) return out;
    std::string text;
    if (values_in_slot_order.size() > declared.size())
        values_in_slot_order = values_in_slot_order.first(declared.size());
    for (std::size_t i = 0; i < values_in_slot_order.size(); ++i) {
        describe(text, declared[i].name, values_in_slot_order[i], memory);
    }
    nothing_found(text);
}

endpoint rule_set::resolve_named(
    std::vector<std::pair<std::string, parameter_value>> const& named_values) const {
    alignas(std::max_align_t) std::array<std::byte, scratch_size> buffer;
    scratch memory(buffer.data(), buffer.size());
    detail::evaluator evaluation(*program_, memory);
    parameter_value const none;
    auto const& names = program_->slot_names;
    auto const& declared = program_->parameters;
    for (std::size_t i = 0; i < names.size(); ++i) {
        parameter_value const* given = &none;
        for (auto const& [name, v] : named_values) {
            if (name == names[i]) given = &v;
        }
        evaluation.set(
            i, i < declared.size() ? accept(declared[i], *given, memory) : to_datum(*given, memory, true));
    }
    endpoint out;
    if (evaluation.run(out)) return out;
    std::string text;
    for (auto const& [name, v] : named_values) describe(text, name, v, memory);
    nothing_found(text);
}

}  // namespace coaws::endpoint
