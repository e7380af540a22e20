// bench-endpoint DATA_PATH: what it takes to find the endpoint of a call, from its parameters on.
#include "measure.hpp"

#include <coaws/endpoint/parameter_binding.hpp>
#include <coaws/endpoint/resolution_cache.hpp>
#include <coaws/model/loader.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/value/args.hpp>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

using namespace coaws;
using namespace coaws::bench;
using endpoint::builtin;

struct job {
    char const* name;
    char const* service;
    char const* operation;
    value params;
};

endpoint::builtin_values client_builtins() {
    endpoint::builtin_values out;
    out[builtin::region] = std::string("eu-west-1");
    for (auto const flag :
         {builtin::use_fips, builtin::use_dual_stack, builtin::s3_use_global_endpoint, builtin::s3_accelerate,
          builtin::s3_force_path_style, builtin::s3_disable_multi_region_access_points})
        out[flag] = false;
    out[builtin::s3_use_arn_region] = true;
    out[builtin::account_id] = std::string("123456789012");
    out[builtin::account_id_endpoint_mode] = std::string("preferred");
    return out;
}

std::vector<std::string> row_of(job const& j, model::loader const& models,
                                std::shared_ptr<endpoint::partitions const> const& regions) {
    auto const service = make_service_schema(j.service, models.load_service(j.service, "service-2"));
    auto const rules =
        endpoint::rule_set::compile(*models.load_service(j.service, "endpoint-rule-set-1"), regions);
    endpoint::parameter_binding const binding(rules, *service, *service->find_operation(j.operation));
    auto const builtins = client_builtins();
    value_map const context;
    auto const& params = j.params.as_map();
    endpoint::resolution_cache cache(rules);
    auto const url = cache.resolve(binding.bind(params, builtins, context))->url;
    auto const cold = measure([&] { keep(rules->resolve(binding.bind(params, builtins, context))); });
    auto const cached = measure([&] { keep(cache.resolve(binding.bind(params, builtins, context))); });
    return {j.name,
            format_number(cold.nanoseconds),
            format_number(cold.allocations),
            format_number(cached.nanoseconds),
            format_number(cached.allocations),
            url};
}

int run(char const* data_path) {
    model::loader const models({data_path});
    auto const regions = endpoint::partitions::load(models.load_data("partitions")->root());
    std::vector<std::vector<std::string>> rows{
        {"endpoint", "cold ns", "allocations", "cached ns", "allocations", "URL"}};
    for (auto const& j :
         {job{"DynamoDB", "dynamodb", "GetItem", args("TableName", "users")},
          job{"S3, virtual host", "s3", "GetObject", args("Bucket", "bucket", "Key", "k")},
          job{"S3, access point", "s3", "GetObject",
              args("Bucket", "arn:aws:s3:eu-west-1:123456789012:accesspoint:point", "Key", "k")}})
        rows.push_back(row_of(j, models, regions));
    print_table(rows);
    return 0;
}

}  // namespace

int main(int count, char** words) try {
    if (count != 2) {
        std::fputs("usage: bench-endpoint DATA_PATH\n", stderr);
        return 2;
    }
    watch_openssl();
    return run(words[1]);
} catch (std::exception const& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
}
