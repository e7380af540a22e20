// Built-in parameters of rule sets.
#include <algorithm>
#include <coaws/endpoint/builtins.hpp>
#include <iterator>

namespace coaws::endpoint {

namespace {

constexpr std::string_view names[] = {
    "AWS::Region",
    "AWS::UseFIPS",
    "AWS::UseDualStack",
    "AWS::STS::UseGlobalEndpoint",
    "AWS::S3::UseGlobalEndpoint",
    "AWS::S3::Accelerate",
    "AWS::S3::ForcePathStyle",
    "AWS::S3::UseArnRegion",
    "AWS::S3::DisableS3ExpressSessionAuth",
    "AWS::S3Control::UseArnRegion",
    "AWS::S3::DisableMultiRegionAccessPoints",
    "SDK::Endpoint",
    "AWS::Auth::AccountId",
    "AWS::Auth::AccountIdEndpointMode",
};
static_assert(std::size(names) == builtin_count);

}  // namespace

std::string_view to_string(builtin b) noexcept { return names[static_cast<std::size_t>(b)]; }

std::optional<builtin> find_builtin(std::string_view name) noexcept {
    auto const it = std::find(std::begin(names), std::end(names), name);
    if (it == std::end(names)) return std::nullopt;
    return static_cast<builtin>(it - std::begin(names));
}

}  // namespace coaws::endpoint
