// Where the endpoint parameters of an operation come from (EP-23).
#pragma once

#include <coaws/endpoint/builtins.hpp>
#include <coaws/endpoint/rule_set.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/value/jmespath.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coaws::endpoint {

/// The sources of every endpoint parameter for one operation. Immutable and thread-safe; make it once per
/// operation.
class parameter_binding {
  public:
    /// Keeps the rule set; does not keep the schemas. Throws jmespath_error for a malformed path in the
    /// model. The S3 parameters that no rule looks at are never bound, so that they don't spoil a cache of
    /// results (EP-26).
    parameter_binding(std::shared_ptr<rule_set const> rules, service_schema const& service,
                      operation_schema const& operation);

    /// Values in slot order for a call: constants of the operation, then members of `params`, then paths into
    /// `params`, then `client_context` (keys in snake_case), then `builtins`; the first that is not null
    /// wins. Throws endpoint_resolution_error for a value of a wrong kind,
    /// unknown_endpoint_resolution_builtin_name when the rules want a built-in that does not exist.
    std::vector<parameter_value> bind(value_map const& params, builtin_values const& builtins,
                                      value_map const& client_context) const;

    /// Whether a call may need this built-in. Lets the caller fetch the account id only where it matters.
    bool uses(builtin b) const noexcept;

    rule_set const& rules() const noexcept { return *rules_; }

  private:
    struct source {
        bool unused = false;
        parameter_value constant;
        std::string member;              ///< of the input; empty when none
        std::string client_context_key;  ///< empty when none
        std::optional<jmespath::expression> path;
        std::optional<builtin> from_builtin;
    };

    parameter_value value_of(std::size_t slot, value_map const& params, builtin_values const& builtins,
                             value_map const& client_context) const;
    parameter_value convert(std::size_t slot, value const& v) const;

    std::shared_ptr<rule_set const> rules_;
    std::vector<source> sources_;  ///< by slot
};

}  // namespace coaws::endpoint
