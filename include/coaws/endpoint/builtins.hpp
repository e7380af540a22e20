// Built-in parameters of rule sets: what a client knows without being told by a call (EP-30…EP-42).
#pragma once

#include <array>
#include <coaws/endpoint/rule_set.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coaws::endpoint {

enum class builtin : std::uint8_t {
    region,
    use_fips,
    use_dual_stack,
    sts_use_global_endpoint,
    s3_use_global_endpoint,
    s3_accelerate,
    s3_force_path_style,
    s3_use_arn_region,
    s3_disable_express_session_auth,
    s3control_use_arn_region,
    s3_disable_multi_region_access_points,
    sdk_endpoint,
    account_id,
    account_id_endpoint_mode,
};
inline constexpr std::size_t builtin_count = 14;

/// The name in rule sets, e.g. `AWS::Region`.
std::string_view to_string(builtin b) noexcept;
/// The built-in of that name, or nothing.
std::optional<builtin> find_builtin(std::string_view name) noexcept;

/// A value, or none, for every built-in. A client keeps one; a call may change its own copy before its
/// endpoint is resolved (EP-24), and puts the account id in where the rules ask for it (EP-41).
class builtin_values {
  public:
    parameter_value& operator[](builtin b) noexcept { return values_[static_cast<std::size_t>(b)]; }
    parameter_value const& operator[](builtin b) const noexcept {
        return values_[static_cast<std::size_t>(b)];
    }

  private:
    std::array<parameter_value, builtin_count> values_;
};

}  // namespace coaws::endpoint
