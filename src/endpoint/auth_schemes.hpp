// Reading `authSchemes` out of an endpoint's properties.
#pragma once

#include <coaws/endpoint/rule_set.hpp>
#include <coaws/value/value.hpp>
#include <vector>

namespace coaws::endpoint::detail {

/// The entries of `authSchemes` in order; entries without a name are left out.
std::vector<auth_scheme> read_auth_schemes(value_map const& properties);

}  // namespace coaws::endpoint::detail
