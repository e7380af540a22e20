// Turning a rule set document into its compiled form.
#pragma once

#include "endpoint/program.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace coaws::endpoint::detail {

/// One compilation. Nesting is bounded; sizes are bounded by the document, which must live as long.
class compiler {
  public:
    explicit compiler(program& out) : out_(out) {}
    void run(json::view root);

  private:
    void add_parameter(std::string_view name, json::view spec);
    std::uint32_t add_rules(json::view list, std::size_t depth);
    rule make_rule(json::view source, std::size_t depth);
    std::uint32_t add_endpoint(json::view source);
    property make_property(json::view source, std::size_t depth);
    std::uint32_t add_operand(json::view source, std::size_t depth);
    std::uint32_t add_call(json::view source, std::size_t depth);
    std::uint32_t add_text(std::string_view text);
    std::uint32_t add_template(std::string_view text);
    std::uint32_t add_literal(datum d);
    std::uint32_t add_problem(std::string text);
    std::uint32_t add_expression(expression e);
    std::int32_t slot(std::string_view name);
    std::string_view keep(std::string_view text);

    program& out_;
    // Rule sets say the same names and texts over and over.
    std::unordered_map<std::string_view, std::int32_t> slots_;
    std::unordered_map<std::string_view, std::uint32_t> templates_;  ///< by their text
    std::unordered_map<std::string_view, std::uint32_t> texts_;      ///< expressions by their text
};

}  // namespace coaws::endpoint::detail
