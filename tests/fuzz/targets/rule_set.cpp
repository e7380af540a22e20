// Rule sets of endpoints: compiling, and resolving with a region and flags.
#include "fuzz/target.hpp"

#include <coaws/base/error.hpp>
#include <coaws/endpoint/rule_set.hpp>

namespace coaws::fuzz {

namespace {

std::shared_ptr<endpoint::partitions const> sample_partitions() {
    auto const document =
        json::document::parse(R"({"partitions": [{"id": "aws", "regionRegex": "^(us|eu)-\\w+-\\d+$",
        "regions": {"us-east-1": {}}, "outputs": {"name": "aws", "dnsSuffix": "amazonaws.com",
        "dualStackDnsSuffix": "api.aws", "supportsFIPS": true, "supportsDualStack": true}}]})");
    return endpoint::partitions::load(document.value()->root());
}

}  // namespace

void rule_set(std::string_view input) {
    static auto const regions = sample_partitions();
    auto const document = json::document::parse(input);
    if (!document) return;
    try {
        auto const rules = endpoint::rule_set::compile(document.value()->root(), regions);
        std::vector<std::pair<std::string, endpoint::parameter_value>> parameters;
        parameters.emplace_back("Region", std::string("us-east-1"));
        parameters.emplace_back("UseFIPS", true);
        parameters.emplace_back("UseDualStack", false);
        parameters.emplace_back("Bucket", std::string("arn:aws:s3:us-east-1:123456789012:accesspoint/name"));
        static_cast<void>(rules->resolve_named(parameters));
    } catch (error const&) {
    }
}

}  // namespace coaws::fuzz
