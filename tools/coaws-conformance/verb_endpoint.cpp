// endpoint: a rule set's answer to parameters.
#include <coaws/value/args.hpp>

#include "answers.hpp"
#include "driver.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

endpoint::parameter_value to_parameter(value const& v) {
    if (v.is_bool()) return v.as_bool();
    if (v.is_string()) return v.as_string();
    std::vector<std::string> texts;
    if (v.is_list())
        for (auto const& item : v.as_list()) texts.push_back(item.as_string());
    else
        return std::monostate();
    return texts;
}

}  // namespace

std::string run_endpoint(driver& shared, value const& request) {
    std::shared_ptr<endpoint::rule_set const> rules;
    if (auto const* given = request.find("ruleset")) {
        auto const document = json::document::parse(to_json(*given)).value();
        rules = endpoint::rule_set::compile(*document, shared.partitions());
    } else {
        rules = shared.service_rules(request.at("service").as_string());
    }
    std::vector<std::pair<std::string, endpoint::parameter_value>> params;
    if (auto const* given = request.find("params"))
        for (auto const& [name, v] : given->as_map()) params.emplace_back(name, to_parameter(v));
    auto const found = rules->resolve_named(params);

    value_map headers;
    for (auto const& [name, values] : found.headers) {
        value_list all;
        for (auto const& text : values) all.emplace_back(text);
        headers[name] = std::move(all);
    }
    value_map out;
    out["url"] = found.url;
    out["properties"] = found.properties;
    out["headers"] = std::move(headers);
    return to_text(std::move(out));
}

}  // namespace coaws::conformance
