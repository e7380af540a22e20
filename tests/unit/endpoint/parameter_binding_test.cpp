// Where endpoint parameters come from, and remembered results.
#include <doctest/doctest.h>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/json.hpp>
#include <coaws/endpoint/parameter_binding.hpp>
#include <coaws/endpoint/resolution_cache.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/value/args.hpp>
#include <memory>
#include <string>
#include <vector>

using namespace coaws;

namespace {

constexpr char const* model =
    R"({"metadata": {"apiVersion": "2020-01-01", "endpointPrefix": "x", "protocol": "json",
  "serviceId": "X", "signatureVersion": "v4", "jsonVersion": "1.0", "targetPrefix": "X", "uid": "x-2020-01-01"},
 "clientContextParams": {"UseThing": {"type": "boolean"}},
 "operations": {
   "Do": {"name": "Do", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "In"},
     "staticContextParams": {"Fixed": {"value": "yes"}, "Many": {"value": ["a", "b"]}},
     "operationContextParams": {"Arns": {"path": "Items[*].Arn"}}},
   "Plain": {"name": "Plain", "http": {"method": "POST", "requestUri": "/"}}},
 "shapes": {"In": {"type": "structure", "members": {
     "Name": {"shape": "S", "contextParam": {"name": "Bucket"}}, "Key": {"shape": "S", "contextParam": {"name": "Key"}},
     "Items": {"shape": "L"}}},
   "L": {"type": "list", "member": {"shape": "I"}},
   "I": {"type": "structure", "members": {"Arn": {"shape": "S"}}}, "S": {"type": "string"}}})";

constexpr char const* rules = R"({"parameters": {
    "Region": {"type": "string", "builtIn": "AWS::Region"}, "Bucket": {"type": "string"}, "Key": {"type": "string"},
    "Fixed": {"type": "string"}, "Many": {"type": "stringArray"}, "Arns": {"type": "stringArray"},
    "UseThing": {"type": "boolean", "builtIn": "AWS::UseFIPS"},
    "AccountId": {"type": "string", "builtIn": "AWS::Auth::AccountId"}},
  "rules": [{"type": "endpoint", "conditions": [{"fn": "isSet", "argv": [{"ref": "Bucket"}]}],
             "endpoint": {"url": "https://{Bucket}"}}]})";

std::shared_ptr<endpoint::rule_set const> compiled(char const* text) {
    auto const regions = json::document::parse(R"({"partitions": [{"id": "aws"}]})").value();
    auto const document = json::document::parse(text).value();
    return endpoint::rule_set::compile(*document, endpoint::partitions::load(regions->root()));
}

struct bound {
    std::shared_ptr<service_schema const> service;
    endpoint::parameter_binding binding;
};

bound bind_to(std::string const& service_name, char const* operation, char const* rule_text = rules) {
    auto service = make_service_schema(service_name, json::document::parse(model).value());
    endpoint::parameter_binding binding(compiled(rule_text), *service, *service->find_operation(operation));
    return {std::move(service), std::move(binding)};
}

}  // namespace

TEST_CASE("the first source that has a value wins") {
    using list = std::vector<std::string>;
    auto const b = bind_to("x", "Do");
    endpoint::builtin_values builtins;
    builtins[endpoint::builtin::region] = "eu-west-1";
    builtins[endpoint::builtin::use_fips] = true;
    auto const item = args("Arn", "arn:1");
    auto const params = args("Name", "b", "Key", "k", "Items", list_of(item, args()));
    auto values = b.binding.bind(params.as_map(), builtins, {});
    REQUIRE(values.size() == 8);
    CHECK(values[0] == endpoint::parameter_value("eu-west-1"));
    CHECK(values[1] == endpoint::parameter_value("b"));
    CHECK(values[2] == endpoint::parameter_value("k"));
    CHECK(values[3] == endpoint::parameter_value("yes"));
    CHECK(values[4] == endpoint::parameter_value(list{"a", "b"}));
    CHECK(values[5] == endpoint::parameter_value(list{"arn:1"}));
    CHECK(values[6] == endpoint::parameter_value(true));
    CHECK(values[7] == endpoint::parameter_value());

    auto const context = args("use_thing", false);
    values = b.binding.bind({}, builtins, context.as_map());
    CHECK(values[1] == endpoint::parameter_value());
    CHECK(values[5] == endpoint::parameter_value());
    CHECK(values[6] == endpoint::parameter_value(false));
    CHECK(b.binding.uses(endpoint::builtin::account_id));
    CHECK_FALSE(b.binding.uses(endpoint::builtin::sdk_endpoint));
}

TEST_CASE("an operation without input is bound to what the client knows") {
    auto const b = bind_to("x", "Plain");
    auto const values = b.binding.bind(args("Name", "b").as_map(), {}, {});
    for (auto const& v : values) CHECK(v == endpoint::parameter_value());
}

TEST_CASE("S3 leaves out what no rule looks at") {
    auto const b = bind_to("s3", "Do");
    auto const values = b.binding.bind(args("Name", "b", "Key", "k").as_map(), {}, {});
    CHECK(values[1] == endpoint::parameter_value("b"));
    CHECK(values[2] == endpoint::parameter_value());
}

TEST_CASE("values of a wrong kind and unknown built-ins are errors") {
    auto const b = bind_to("x", "Do");
    auto const number = args("Name", 5);
    CHECK_THROWS_WITH_AS(b.binding.bind(number.as_map(), {}, {}),
                         "Value (Bucket) is the wrong type. Must be <class 'str'>.",
                         endpoint_resolution_error);
    auto const odd =
        bind_to("x", "Do", R"({"parameters": {"A": {"type": "string", "builtIn": "Nope"}}, "rules": []})");
    CHECK_THROWS_AS(odd.binding.bind({}, {}, {}), unknown_endpoint_resolution_builtin_name);
}

TEST_CASE("the cache keeps the most recently used results") {
    auto const set = compiled(rules);
    endpoint::resolution_cache cache(set, 2);
    std::vector<endpoint::parameter_value> a(2);
    a[1] = "a";
    auto b = a;
    b[1] = "b";
    auto c = a;
    c[1] = "c";
    auto const first = cache.resolve(a);
    CHECK(first->url == "https://a");
    CHECK(cache.resolve(a) == first);
    auto const second = cache.resolve(b);
    CHECK(cache.resolve(a) == first);  // `b` is the oldest now
    cache.resolve(c);
    CHECK(cache.size() == 2);
    CHECK(cache.resolve(a) == first);
    CHECK(cache.resolve(b) != second);
    CHECK(cache.resolve(b)->url == "https://b");

    std::vector<endpoint::parameter_value> const none;
    CHECK_THROWS_AS(cache.resolve(none), endpoint_resolution_error);
    CHECK(cache.size() == 2);

    endpoint::resolution_cache off(set, 0);
    CHECK(off.resolve(a)->url == "https://a");
    CHECK(off.size() == 0);
}
