// The compiled form of a rule set: flat tables that refer to each other by index.
#pragma once

#include "endpoint/datum.hpp"

#include <coaws/endpoint/rule_set.hpp>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace coaws::endpoint::detail {

enum class opcode : std::uint8_t {
    literal,   ///< first: index into literals
    variable,  ///< first: slot
    text,      ///< first: index into templates
    problem,   ///< first: index into strings; evaluating it is an error
    is_set,    ///< this and all below: first: index into arguments
    negation,
    get_attribute,
    partition_of,
    parse_arn,
    valid_host_label,
    string_equals,
    boolean_equals,
    uri_encode,
    parse_url,
    substring,
    virtual_hostable_bucket,
};

constexpr std::size_t most_arguments = 4;
constexpr std::int32_t no_slot = -1;

/// An argument, condition, url or header value. `assign` is the slot that takes the result of a function.
struct expression {
    opcode op = opcode::literal;
    std::uint8_t argument_count = 0;
    std::int32_t assign = no_slot;
    std::uint32_t first = 0;
};

/// A piece of a template: a literal, then the value of a slot (and of an attribute path below it) when there
/// is one.
struct compiled_piece {
    std::string literal;
    std::int32_t slot = no_slot;
    std::vector<std::string> path;
};

struct compiled_template {
    std::vector<compiled_piece> pieces;
    std::string problem;  ///< not empty: the text is no valid template
};

/// A property of an endpoint: a finished value, or a template, or a container that holds templates.
struct property {
    enum class form : std::uint8_t { constant, text, list, map };
    form kind = form::constant;
    std::uint32_t template_index = 0;
    value constant;
    std::vector<property> members;
    std::vector<std::string> names;  ///< of the members of a map
};

struct compiled_header {
    std::string name;
    std::vector<std::uint32_t> values;  ///< expressions
};

struct compiled_endpoint {
    std::uint32_t url = 0;  ///< expression
    property properties;
    std::vector<compiled_header> headers;
};

enum class rule_kind : std::uint8_t { endpoint, error, tree };

/// A rule; conditions are a run of `condition_list`.
struct rule {
    rule_kind kind = rule_kind::error;
    std::uint32_t first_condition = 0;
    std::uint32_t condition_count = 0;
    std::uint32_t target = 0;  ///< endpoint: index into endpoints; error: expression; tree: first child rule
    std::uint32_t child_count = 0;
};

struct program {
    std::vector<parameter_info> parameters;  ///< the first slots, in order
    std::vector<std::string> slot_names;
    std::vector<expression> expressions;
    std::vector<std::uint32_t> arguments;       ///< expressions, a run for each function call
    std::vector<std::uint32_t> condition_list;  ///< expressions
    std::vector<compiled_template> templates;
    std::vector<compiled_endpoint> endpoints;
    std::vector<rule> rules;  ///< the top-level rules come first
    std::uint32_t top_rules = 0;
    std::vector<datum> literals;
    std::deque<std::string> strings;  ///< what literals and problems refer to
    std::deque<value> values;         ///< what literals of other kinds refer to
    std::shared_ptr<partitions const> regions;
};

/// Compiles a rule set; see rule_set::compile.
std::unique_ptr<program const> compile_program(json::view root, std::shared_ptr<partitions const> regions);

}  // namespace coaws::endpoint::detail
