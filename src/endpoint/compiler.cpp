// Turning a rule set document into its compiled form.
#include "endpoint/compiler.hpp"

#include "endpoint/template_text.hpp"

#include <algorithm>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/text.hpp>
#include <optional>

namespace coaws::endpoint::detail {

namespace {

// The deepest rule set in use has 18 levels; these bounds only keep foreign documents from exhausting the
// stack.
constexpr std::size_t deepest_rule = 128;
constexpr std::size_t deepest_operand = 64;
constexpr std::size_t deepest_property = 64;

struct function_info {
    std::string_view spelled;
    std::string_view name;  ///< in the form that the reference brings every spelling to
    opcode op;
    std::uint8_t arguments;
};

constexpr function_info functions[] = {
    {"isSet", "is_set", opcode::is_set, 1},
    {"not", "_not", opcode::negation, 1},
    {"getAttr", "get_attr", opcode::get_attribute, 2},
    {"aws.partition", "aws_partition", opcode::partition_of, 1},
    {"aws.parseArn", "aws_parse_arn", opcode::parse_arn, 1},
    {"isValidHostLabel", "is_valid_host_label", opcode::valid_host_label, 2},
    {"stringEquals", "string_equals", opcode::string_equals, 2},
    {"booleanEquals", "boolean_equals", opcode::boolean_equals, 2},
    {"uriEncode", "uri_encode", opcode::uri_encode, 1},
    {"parseURL", "parse_url", opcode::parse_url, 1},
    {"substring", "substring", opcode::substring, 4},
    {"aws.isVirtualHostableS3Bucket", "aws_is_virtual_hostable_s3_bucket", opcode::virtual_hostable_bucket,
     2},
};

function_info const* find_function(std::string_view spelled) {
    for (auto const& f : functions) {
        if (f.spelled == spelled) return &f;
    }
    std::string name = xform_name(spelled);
    if (name == "not") name = "_not";
    std::replace(name.begin(), name.end(), '.', '_');
    for (auto const& f : functions) {
        if (f.name == name) return &f;
    }
    return nullptr;
}

[[noreturn]] void malformed(std::string const& what) {
    throw endpoint_resolution_error("Malformed endpoint rule set: " + what);
}

json::view need(json::view object, std::string_view key, std::string_view owner) {
    auto const member = object[key];
    if (!member) malformed(std::string(owner) + " has no `" + std::string(key) + "`.");
    return member;
}

json::view need_array(json::view object, std::string_view key, std::string_view owner) {
    auto const member = need(object, key, owner);
    if (!member.is_array()) malformed('`' + std::string(key) + "` of " + std::string(owner) + " is no list.");
    return member;
}

value value_of(json::view v, std::size_t depth) {
    if (depth > deepest_property) malformed("a value is nested too deeply.");
    switch (v.kind()) {
        case json::kind::boolean:
            return value(v.as_bool());
        case json::kind::integer:
            return value(v.as_int());
        case json::kind::big_integer:
        case json::kind::number:
            return value(v.as_double());
        case json::kind::string:
            return value(v.as_string());
        case json::kind::array: {
            value_list list;
            list.reserve(v.size());
            for (auto const element : v.items()) list.push_back(value_of(element, depth + 1));
            return value(std::move(list));
        }
        case json::kind::object: {
            value_map map;
            for (auto const [key, member] : v.members()) map[key] = value_of(member, depth + 1);
            return value(std::move(map));
        }
        default:
            return {};
    }
}

std::optional<parameter_type> type_named(std::string_view name) {
    auto const lower = ascii_lower(name);
    if (lower == "string") return parameter_type::string;
    if (lower == "boolean") return parameter_type::boolean;
    if (lower == "stringarray") return parameter_type::string_array;
    return std::nullopt;
}

parameter_value default_of(std::string_view name, parameter_type type, json::view source) {
    if (source.is_null()) return {};
    bool const fits = (type == parameter_type::string && source.is_string()) ||
                      (type == parameter_type::boolean && source.kind() == json::kind::boolean) ||
                      (type == parameter_type::string_array && source.is_array());
    if (!fits) malformed("the default of " + std::string(name) + " does not have its type.");
    if (type == parameter_type::string) return std::string(source.as_string());
    if (type == parameter_type::boolean) return source.as_bool();
    std::vector<std::string> list;
    for (auto const element : source.items()) {
        if (!element.is_string())
            malformed("the default of " + std::string(name) + " does not have its type.");
        list.emplace_back(element.as_string());
    }
    return list;
}

std::string deprecation_text(std::string_view name, json::view source) {
    if (!source.is_object()) return {};
    std::string out = std::string(name) + " has been deprecated.";
    auto const message = source["message"].as_string();
    auto const since = source["since"].as_string();
    if (!message.empty()) out.append("\n").append(message);
    if (!since.empty()) out.append("\nDeprecated since ").append(since).append(".");
    return out;
}

}  // namespace

void compiler::run(json::view root) {
    if (!root.is_object()) malformed("it is no object.");
    auto const parameters = need(root, "parameters", "the rule set");
    if (!parameters.is_object()) malformed("`parameters` of the rule set is no object.");
    for (auto const [name, spec] : parameters.members()) add_parameter(name, spec);
    auto const rules = need_array(root, "rules", "the rule set");
    out_.top_rules = static_cast<std::uint32_t>(rules.size());
    add_rules(rules, 0);
}

void compiler::add_parameter(std::string_view name, json::view spec) {
    if (slots_.contains(name)) malformed("parameter " + std::string(name) + " is declared twice.");
    auto const type_name = need(spec, "type", "a parameter").as_string();
    auto const type = type_named(type_name);
    if (!type) {
        throw endpoint_resolution_error("Unknown parameter type: " + std::string(type_name) +
                                        ". A parameter must be of type string, boolean, or stringarray.");
    }
    parameter_info info;
    info.name = std::string(name);
    info.type = *type;
    info.required = spec["required"].as_bool();
    info.builtin = std::string(spec["builtIn"].as_string());
    info.default_value = default_of(name, *type, spec["default"]);
    info.deprecation = deprecation_text(name, spec["deprecated"]);
    out_.parameters.push_back(std::move(info));
    slot(name);
}

std::uint32_t compiler::add_rules(json::view list, std::size_t depth) {
    if (depth > deepest_rule) malformed("its rules are nested too deeply.");
    auto const first = out_.rules.size();
    out_.rules.resize(first + list.size());
    std::size_t index = first;
    for (auto const source : list.items()) {
        auto compiled = make_rule(source, depth);  // may grow `rules`
        out_.rules[index++] = compiled;
    }
    return static_cast<std::uint32_t>(first);
}

rule compiler::make_rule(json::view source, std::size_t depth) {
    if (!source.is_object()) malformed("a rule is no object.");
    auto const type = need(source, "type", "a rule").as_string();
    rule out;
    auto const conditions = need_array(source, "conditions", "a rule");
    std::vector<std::uint32_t> calls;
    for (auto const condition : conditions.items()) {
        calls.push_back(condition["fn"] ? add_call(condition, 0)
                                        : add_problem("A condition is no function call."));
    }
    out.first_condition = static_cast<std::uint32_t>(out_.condition_list.size());
    out.condition_count = static_cast<std::uint32_t>(calls.size());
    out_.condition_list.insert(out_.condition_list.end(), calls.begin(), calls.end());
    if (type == "endpoint") {
        out.kind = rule_kind::endpoint;
        out.target = add_endpoint(need(source, "endpoint", "an endpoint rule"));
    } else if (type == "error") {
        out.kind = rule_kind::error;
        out.target = add_operand(need(source, "error", "an error rule"), 0);
    } else if (type == "tree") {
        auto const children = need_array(source, "rules", "a tree rule");
        out.kind = rule_kind::tree;
        out.child_count = static_cast<std::uint32_t>(children.size());
        out.target = add_rules(children, depth + 1);
    } else {
        throw endpoint_resolution_error("Unknown rule type: " + std::string(type) +
                                        ". A rule must be of type tree, endpoint or error.");
    }
    return out;
}

std::uint32_t compiler::add_endpoint(json::view source) {
    compiled_endpoint out;
    out.url = add_operand(need(source, "url", "an endpoint"), 0);
    if (auto const properties = source["properties"]) {
        if (!properties.is_object()) malformed("`properties` of an endpoint is no object.");
        out.properties = make_property(properties, 0);
    } else {
        out.properties.constant = value(value_map());
    }
    for (auto const [name, values] : source["headers"].members()) {
        compiled_header header;
        header.name = std::string(name);
        for (auto const item : values.items()) header.values.push_back(add_operand(item, 0));
        out.headers.push_back(std::move(header));
    }
    out_.endpoints.push_back(std::move(out));
    return static_cast<std::uint32_t>(out_.endpoints.size() - 1);
}

property compiler::make_property(json::view source, std::size_t depth) {
    if (depth > deepest_property) malformed("a property is nested too deeply.");
    property out;
    bool varies = false;
    out.members.reserve(source.size());
    auto const add = [&](json::view member) {
        out.members.push_back(make_property(member, depth + 1));
        varies = varies || out.members.back().kind != property::form::constant;
    };
    if (source.is_object()) {
        out.kind = property::form::map;
        for (auto const [name, member] : source.members()) {
            out.names.emplace_back(name);
            add(member);
        }
    } else if (source.is_array()) {
        out.kind = property::form::list;
        for (auto const member : source.items()) add(member);
    } else if (source.is_string() && is_template(source.as_string())) {
        out.kind = property::form::text;
        out.template_index = add_template(source.as_string());
        return out;
    }
    if (!varies) {
        out.kind = property::form::constant;
        out.members.clear();
        out.names.clear();
        out.constant = value_of(source, depth);
    }
    return out;
}

std::uint32_t compiler::add_operand(json::view source, std::size_t depth) {
    if (source.is_string()) return add_text(source.as_string());
    if (source.is_object()) {
        if (source["fn"]) return add_call(source, depth);
        if (auto const name = source["ref"]) {
            if (!name.is_string()) return add_problem("A reference has no name.");
            expression e;
            e.op = opcode::variable;
            e.first = static_cast<std::uint32_t>(slot(name.as_string()));
            return add_expression(e);
        }
    }
    out_.values.push_back(value_of(source, 0));
    return add_literal(datum::of(out_.values.back()));
}

std::uint32_t compiler::add_call(json::view source, std::size_t depth) {
    if (depth > deepest_operand) malformed("function calls are nested too deeply.");
    auto const name = source["fn"].as_string();
    auto const* function = find_function(name);
    if (function == nullptr) return add_problem("Unknown endpoint rule function: " + std::string(name) + '.');
    auto const given = source["argv"];
    if (!given.is_array() || given.size() != function->arguments) {
        return add_problem("Endpoint rule function " + std::string(name) + " takes " +
                           std::to_string(function->arguments) + " arguments, not " +
                           std::to_string(given.size()) + '.');
    }
    std::vector<std::uint32_t> operands;
    for (auto const argument : given.items()) operands.push_back(add_operand(argument, depth + 1));
    expression e;
    e.op = function->op;
    e.argument_count = function->arguments;
    e.first = static_cast<std::uint32_t>(out_.arguments.size());
    out_.arguments.insert(out_.arguments.end(), operands.begin(), operands.end());
    if (auto const target = source["assign"]; target.is_string()) e.assign = slot(target.as_string());
    return add_expression(e);
}

std::uint32_t compiler::add_text(std::string_view text) {
    auto const [it, is_new] = texts_.try_emplace(text);
    if (!is_new) return it->second;
    if (is_template(text)) {
        expression e;
        e.op = opcode::text;
        e.first = add_template(text);
        it->second = add_expression(e);
    } else {
        it->second = add_literal(datum::of(keep(text)));
    }
    return it->second;
}

std::uint32_t compiler::add_template(std::string_view text) {
    auto const index = static_cast<std::uint32_t>(out_.templates.size());
    auto const [it, is_new] = templates_.try_emplace(text, index);
    if (!is_new) return it->second;
    auto split = split_template(text);
    compiled_template out;
    out.pieces.reserve(split.pieces.size());
    if (!split.problem.empty())
        out.problem = "Malformed template `" + std::string(text) + "`: " + split.problem;
    for (auto& piece : split.pieces) {
        compiled_piece compiled;
        compiled.literal = std::move(piece.literal);
        if (piece.has_reference) compiled.slot = slot(piece.name);
        compiled.path = std::move(piece.path);
        out.pieces.push_back(std::move(compiled));
    }
    out_.templates.push_back(std::move(out));
    return index;
}

std::uint32_t compiler::add_literal(datum d) {
    expression e;
    e.first = static_cast<std::uint32_t>(out_.literals.size());
    out_.literals.push_back(d);
    return add_expression(e);
}

std::uint32_t compiler::add_problem(std::string text) {
    expression e;
    e.op = opcode::problem;
    e.first = static_cast<std::uint32_t>(out_.strings.size());
    out_.strings.push_back(std::move(text));
    return add_expression(e);
}

std::uint32_t compiler::add_expression(expression e) {
    out_.expressions.push_back(e);
    return static_cast<std::uint32_t>(out_.expressions.size() - 1);
}

std::int32_t compiler::slot(std::string_view name) {
    auto const [it, added] = slots_.try_emplace(name, static_cast<std::int32_t>(out_.slot_names.size()));
    if (added) out_.slot_names.emplace_back(name);
    return it->second;
}

std::string_view compiler::keep(std::string_view text) { return out_.strings.emplace_back(text); }

std::unique_ptr<program const> compile_program(json::view root, std::shared_ptr<partitions const> regions) {
    auto out = std::make_unique<program>();
    out->regions = std::move(regions);
    compiler(*out).run(root);
    return out;
}

}  // namespace coaws::endpoint::detail
