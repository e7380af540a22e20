// Rule sets for tests, and the one partition that they know.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/endpoint/partitions.hpp>
#include <coaws/endpoint/rule_set.hpp>
#include <memory>
#include <string_view>
#include <utility>

namespace coaws::testing_support {

/// Compiles the text of a rule set.
inline std::shared_ptr<endpoint::rule_set const> compile_rules(std::string_view text) {
    constexpr std::string_view partitions =
        R"json({"version": "1.1", "partitions": [{"id": "aws", "regionRegex": "^[a-z-]+\\d+$",
  "regions": {"eu-west-1": {}}, "outputs": {"name": "aws", "dnsSuffix": "example.com", "dualStackDnsSuffix": "example.com",
  "supportsFIPS": true, "supportsDualStack": true, "implicitGlobalRegion": "us-east-1"}}]})json";
    auto const rules = std::move(json::document::parse(text)).value();
    auto const known = std::move(json::document::parse(partitions)).value();
    return endpoint::rule_set::compile(rules->root(), endpoint::partitions::load(known->root()));
}

}  // namespace coaws::testing_support
