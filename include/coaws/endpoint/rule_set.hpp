// The endpoint rule set of a service: parameters in, endpoint out (EP-20…EP-22).
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/endpoint/partitions.hpp>
#include <coaws/value/value.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace coaws::endpoint {

namespace detail {
struct program;
}

/// The value of a parameter; `monostate` means not given.
using parameter_value = std::variant<std::monostate, bool, std::string, std::vector<std::string>>;

enum class parameter_type : std::uint8_t { string, boolean, string_array };

/// A parameter as the rule set declares it.
struct parameter_info {
    std::string name;
    parameter_type type = parameter_type::string;
    bool required = false;
    std::string builtin;            ///< e.g. `AWS::Region`; empty when none is bound
    parameter_value default_value;  ///< `monostate` when there is none
    std::string deprecation;  ///< what to log when the parameter is used; empty when it is not deprecated
};

/// One entry of an endpoint's `authSchemes`, in the order of preference. An absent member was not in the
/// rule.
struct auth_scheme {
    std::string name;  ///< as in the rules: `sigv4`, `sigv4a`, `sigv4-s3express`, …
    std::optional<std::string> signing_name;
    std::optional<std::string> signing_region;
    std::optional<std::vector<std::string>> signing_region_set;
    std::optional<bool> disable_double_encoding;
};

/// What a rule set answers.
struct endpoint {
    std::string url;
    value_map properties;  ///< as in the rule, templates resolved
    std::vector<std::pair<std::string, std::vector<std::string>>> headers;
    std::vector<auth_scheme>
        auth_schemes;  ///< `properties["authSchemes"]` in ready form; empty when there is none

    /// The `backend` property (`S3Express`), or empty.
    std::string_view backend() const noexcept;
};

/// A compiled rule set. Immutable; share it between clients and threads.
class rule_set {
  public:
    /// Compiles the document of an endpoint-rule-set file; the document is not needed afterwards. Throws
    /// endpoint_resolution_error for anything that is no rule set, for unknown rule and parameter types, and
    /// for nesting beyond reason. A call of an unknown function is reported by the resolution that meets it.
    static std::shared_ptr<rule_set const> compile(json::view rules,
                                                   std::shared_ptr<partitions const> regions);
    static std::shared_ptr<rule_set const> compile(json::document const& rules,
                                                   std::shared_ptr<partitions const> regions);

    ~rule_set();
    rule_set(rule_set const&) = delete;
    rule_set& operator=(rule_set const&) = delete;

    /// The declared parameters; a parameter's slot is its index here.
    std::vector<parameter_info> const& parameters() const noexcept;
    /// The slot of a parameter, or nothing.
    std::optional<std::size_t> find_parameter(std::string_view name) const noexcept;

    /// The endpoint for parameter values in slot order (missing ones at the end count as not given). Throws
    /// endpoint_resolution_error: a required parameter is missing, a value has the wrong type, an error rule
    /// matched, nothing matched, or the rules are faulty. Thread-safe.
    endpoint resolve(std::span<parameter_value const> values_in_slot_order) const;

    /// The same for values by name. Names that are not declared are visible to the rules, too.
    endpoint resolve_named(std::vector<std::pair<std::string, parameter_value>> const& named_values) const;

  private:
    explicit rule_set(std::unique_ptr<detail::program const> compiled);
    std::unique_ptr<detail::program const> program_;
};

}  // namespace coaws::endpoint
