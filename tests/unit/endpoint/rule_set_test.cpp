// Compiling and evaluating rule sets.
#include <doctest/doctest.h>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/json.hpp>
#include <coaws/endpoint/rule_set.hpp>
#include <coaws/value/args.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace coaws;
using named_values = std::vector<std::pair<std::string, endpoint::parameter_value>>;

constexpr char const* partition_data = R"({"partitions": [
  {"id": "aws", "regionRegex": "^(us|eu)\\-\\w+\\-\\d+$", "regions": {"us-east-1": {}, "aws-global": {}},
   "outputs": {"dnsSuffix": "amazonaws.com", "supportsFIPS": true}},
  {"id": "aws-cn", "regionRegex": "^cn\\-\\w+\\-\\d+$", "regions": {"cn-north-1": {}},
   "outputs": {"dnsSuffix": "amazonaws.com.cn", "supportsFIPS": false}}]})";

std::shared_ptr<endpoint::rule_set const> compile(std::string const& text) {
    auto const regions = json::document::parse(partition_data).value();
    auto const rules = json::document::parse(text).value();
    return endpoint::rule_set::compile(*rules, endpoint::partitions::load(regions->root()));
}

constexpr char const* parameters = R"({"Region": {"type": "String", "builtIn": "AWS::Region"},
  "Flag": {"type": "boolean", "default": false, "required": true}, "Text": {"type": "string"},
  "List": {"type": "stringArray"}})";

// A rule set of these rules over the parameters above.
std::shared_ptr<endpoint::rule_set const> with_rules(std::string const& rules) {
    return compile(std::string(R"({"version": "1.0", "serviceId": "x", "parameters": )") + parameters +
                   R"(, "rules": [)" + rules + "]}");
}

// What the conditions `calls` leave in `result`, as the text of an error; the rest falls through to "no
// match".
std::string outcome(std::string const& calls, named_values const& given) {
    auto const rules =
        with_rules(R"({"type": "error", "conditions": [)" + calls + R"(], "error": "{result}"},)" +
                   R"({"type": "error", "conditions": [], "error": "no match"})");
    try {
        rules->resolve_named(given);
    } catch (endpoint_resolution_error const& e) {
        return std::string(e.message());
    }
    return "resolved";
}

std::string failure(endpoint::rule_set const& rules, named_values const& given) {
    try {
        rules.resolve_named(given);
    } catch (endpoint_resolution_error const& e) {
        return std::string(e.message());
    }
    return "resolved";
}

std::string compile_failure(std::string const& text) {
    try {
        compile(text);
    } catch (endpoint_resolution_error const& e) {
        return std::string(e.message());
    }
    return "compiled";
}

std::string nested(std::string const& open, std::string const& inner, std::string const& close, int depth) {
    std::string out;
    for (int i = 0; i < depth; ++i) out += open;
    out += inner;
    for (int i = 0; i < depth; ++i) out += close;
    return out;
}

}  // namespace

TEST_CASE("functions of rule sets answer as the reference does") {
    struct row {
        char const* call;
        std::string text;
        char const* expected;
    };
    row const rows[] = {
        {R"({"fn": "aws.partition", "argv": [{"ref": "Text"}], "assign": "p"},
            {"fn": "getAttr", "argv": [{"ref": "p"}, "name"], "assign": "result"})",
         "cn-north-9", "aws-cn"},
        {R"({"fn": "aws.partition", "argv": [{"ref": "Text"}], "assign": "p"},
            {"fn": "getAttr", "argv": [{"ref": "p"}, "dnsSuffix"], "assign": "result"})",
         "nowhere", "amazonaws.com"},
        {R"({"fn": "aws.parseArn", "argv": [{"ref": "Text"}], "assign": "a"},
            {"fn": "getAttr", "argv": [{"ref": "a"}, "resourceId[2]"], "assign": "result"})",
         "arn:aws:s3:us-east-1:1:x:y/z", "z"},
        {R"({"fn": "aws.parseArn", "argv": [{"ref": "Text"}], "assign": "a"},
            {"fn": "getAttr", "argv": [{"ref": "a"}, "resourceId[3]"], "assign": "result"})",
         "arn:aws:s3:us-east-1:1:x:y/z", "no match"},
        {R"({"fn": "aws.parseArn", "argv": [{"ref": "Text"}], "assign": "result"})", "arn:aws::us-east-1:1:x",
         "no match"},
        {R"({"fn": "substring", "argv": [{"ref": "Text"}, 0, 3, true], "assign": "result"})", "abcdef",
         "def"},
        {R"({"fn": "substring", "argv": [{"ref": "Text"}, 1, 3, false], "assign": "result"})", "abcdef",
         "bc"},
        {R"({"fn": "substring", "argv": [{"ref": "Text"}, 0, 9, false], "assign": "result"})", "abcdef",
         "no match"},
        {R"({"fn": "substring", "argv": [{"ref": "Text"}, 0, 1, false], "assign": "result"})", "\xC3\xA9t",
         "no match"},
        {R"({"fn": "uriEncode", "argv": [{"ref": "Text"}], "assign": "result"})", "a/b c~", "a%2Fb%20c~"},
        {R"({"fn": "isValidHostLabel", "argv": [{"ref": "Text"}, true], "assign": "result"})", "a.b-c",
         "True"},
        {R"({"fn": "isValidHostLabel", "argv": [{"ref": "Text"}, false], "assign": "result"})", "a.b-c",
         "no match"},
        {R"({"fn": "aws.isVirtualHostableS3Bucket", "argv": [{"ref": "Text"}, false], "assign": "result"})",
         "my-bucket", "True"},
        {R"({"fn": "aws.isVirtualHostableS3Bucket", "argv": [{"ref": "Text"}, true], "assign": "result"})",
         "10.0.0.1", "no match"},
        {R"({"fn": "not", "argv": [{"fn": "isSet", "argv": [{"ref": "Region"}]}], "assign": "result"})", "",
         "True"},
        {R"({"fn": "getAttr", "argv": [{"ref": "Text"}, "[1]"], "assign": "result"})", "h\xC3\xA9",
         "\xC3\xA9"},
        {R"({"fn": "stringEquals", "argv": [{"ref": "Text"}, {"ref": "Flag"}]})", "x",
         "Both values must be strings, not <class 'str'> and <class 'bool'>."},
        {R"({"fn": "booleanEquals", "argv": [{"ref": "Region"}, true]})", "x",
         "Both arguments must be bools, not <class 'NoneType'> and <class 'bool'>."},
        {R"({"fn": "substring", "argv": [{"ref": "Flag"}, 0, 1, false]})", "x",
         "Input must be a string, not <class 'bool'>."},
        {R"({"fn": "isSet", "argv": [{"ref": "Text"}], "assign": "Flag"})", "x",
         "Assignment Flag already exists in scoped variables and cannot be overwritten"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.call);
        CAPTURE(r.text);
        CHECK(outcome(r.call, {{"Text", r.text}}) == r.expected);
    }
}

TEST_CASE("parseURL splits and normalises custom endpoints") {
    struct row {
        char const* url;
        char const* expected;
    };
    row const rows[] = {
        {"https://example.com", "https|example.com||/|False"},
        {"http://1.2.3.4:80/a/../b//c", "http|1.2.3.4:80|/a/../b//c|/b/c/|True"},
        {"https://[::1]:443/x y", "https|[::1]:443|/x y|/x%20y/|True"},
        {"HTTPS://u:p@Host/%20", "https|u:p@Host|/%20|/%2520/|False"},
        {"https://a/b;c=d#f", "https|a|/b|/b/|False"},
        {"https://a:65536", "no match"},
        {"https://a:8x", "no match"},
        {"https://a?b", "no match"},
        {"https://", "no match"},
        {"https://[::1", "no match"},
        {"ftp://a", "no match"},
        {"a", "no match"},
    };
    std::string const call = R"({"fn": "parseURL", "argv": [{"ref": "Text"}], "assign": "u"})";
    auto const rules =
        with_rules(R"({"type": "error", "conditions": [)" + call +
                   R"(], "error": "{u#scheme}|{u#authority}|{u#path}|{u#normalizedPath}|{u#isIp}"},)" +
                   R"({"type": "error", "conditions": [], "error": "no match"})");
    for (auto const& r : rows) {
        CAPTURE(r.url);
        CHECK(failure(*rules, {{"Text", std::string(r.url)}}) == r.expected);
    }
}

TEST_CASE("templates replace references and keep doubled braces") {
    struct row {
        char const* text;
        char const* expected;
    };
    row const rows[] = {
        {"<{Text}>", "<v>"},
        {"{Text}{Flag}", "vFalse"},
        {"{{{Text}}}", "{v}"},
        {"{{Text}}", "{Text}"},
        {"no {1} template", "no {1} template"},
        {"{List}", "('a', 'it\\'s \"b\"')"},
        {"{Text}}", "Malformed template `{Text}}`: Single '}' encountered in format string"},
        {"{Text}{", "Malformed template `{Text}{`: Single '{' encountered in format string"},
        {"{Region}", "Template variable `Region` has no value."},
        {"{Text#a}", "Attribute `a` was asked of <class 'str'>."},
    };
    for (auto const& r : rows) {
        CAPTURE(r.text);
        auto const rules =
            with_rules(R"({"type": "error", "conditions": [], "error": ")" + std::string(r.text) + "\"}");
        named_values const given = {{"Text", std::string("v")},
                                    {"List", std::vector<std::string>{"a", "it's \"b\""}}};
        CHECK(failure(*rules, given) == r.expected);
    }
}

TEST_CASE("a branch that matches nothing gives up what it assigned and the next rule goes on") {
    auto const rules = with_rules(R"(
      {"type": "tree", "conditions": [{"fn": "isSet", "argv": [{"ref": "Text"}], "assign": "seen"}], "rules": [
        {"type": "error", "conditions": [{"fn": "booleanEquals", "argv": [{"ref": "Flag"}, true]}], "error": "flag"}]},
      {"type": "endpoint", "conditions": [{"fn": "uriEncode", "argv": ["{Text}!"], "assign": "seen"}],
       "endpoint": {"url": "https://{seen}"}})");
    CHECK(rules->resolve_named({{"Text", std::string("a")}}).url == "https://a%21");
    CHECK(failure(*rules, {{"Text", std::string("a")}, {"Flag", true}}) == "flag");
}

TEST_CASE("an endpoint carries properties, headers and ready auth schemes") {
    auto const rules = with_rules(R"(
      {"type": "endpoint", "conditions": [], "endpoint": {"url": {"ref": "Text"},
       "headers": {"x-a": ["{Region}", {"ref": "Text"}]},
       "properties": {"backend": "S3Express", "authSchemes": [
         {"name": "sigv4a", "signingName": "s3", "signingRegionSet": ["*"], "disableDoubleEncoding": true},
         {"name": "sigv4", "signingRegion": "{Region}"}]}}})");
    auto const e =
        rules->resolve_named({{"Text", std::string("https://h")}, {"Region", std::string("eu-west-1")}});
    CHECK(e.url == "https://h");
    CHECK(e.backend() == "S3Express");
    REQUIRE(e.headers.size() == 1);
    CHECK(e.headers[0].second == std::vector<std::string>{"eu-west-1", "https://h"});
    REQUIRE(e.auth_schemes.size() == 2);
    CHECK(e.auth_schemes[0].name == "sigv4a");
    CHECK(e.auth_schemes[0].signing_name == "s3");
    CHECK(e.auth_schemes[0].signing_region_set == std::vector<std::string>{"*"});
    CHECK(e.auth_schemes[0].disable_double_encoding == true);
    CHECK_FALSE(e.auth_schemes[0].signing_region.has_value());
    CHECK(e.auth_schemes[1].signing_region == "eu-west-1");
    CHECK(e.properties.at("authSchemes").at(1).at("signingRegion") == value("eu-west-1"));
}

TEST_CASE("parameters are checked in the order of their declaration") {
    auto const rules = compile(R"({"parameters": {"A": {"type": "string", "required": true},
        "B": {"type": "boolean", "required": true, "default": true}, "C": {"type": "stringArray"}},
        "rules": [{"type": "endpoint", "conditions": [{"fn": "booleanEquals", "argv": [{"ref": "B"}, false]}],
                   "endpoint": {"url": "https://x"}}]})");
    std::string const a = "a";
    CHECK(failure(*rules, {}) == "Cannot find value for required parameter A");
    CHECK(failure(*rules, {{"A", true}}) == "Value (A) is the wrong type. Must be <class 'str'>.");
    CHECK(failure(*rules, {{"A", a}, {"B", a}}) == "Value (B) is the wrong type. Must be <class 'bool'>.");
    CHECK(failure(*rules, {{"A", a}, {"C", a}}) == "Value (C) is the wrong type. Must be <class 'tuple'>.");
    CHECK(failure(*rules, {{"A", a}}) == "No endpoint found for parameters:\nA: a");
    CHECK(rules->resolve_named({{"A", a}, {"B", false}}).url == "https://x");
    REQUIRE(rules->find_parameter("C").has_value());
    CHECK(*rules->find_parameter("C") == 2);
    CHECK_FALSE(rules->find_parameter("D").has_value());

    std::vector<endpoint::parameter_value> slots(2);
    slots[0] = a;
    slots[1] = false;
    CHECK(rules->resolve(slots).url == "https://x");
    slots[1] = true;
    CHECK_THROWS_WITH_AS(rules->resolve(slots), "No endpoint found for parameters:\nA: a\nB: True",
                         endpoint_resolution_error);
}

TEST_CASE("what is no rule set is refused with a reason") {
    std::string const rule = R"({"type": "error", "conditions": [], "error": "x"})";
    struct row {
        std::string text;
        char const* expected;
    };
    row const rows[] = {
        {"[]", "Malformed endpoint rule set: it is no object."},
        {R"({"rules": []})", "Malformed endpoint rule set: the rule set has no `parameters`."},
        {R"({"parameters": {}, "rules": 1})",
         "Malformed endpoint rule set: `rules` of the rule set is no list."},
        {R"({"parameters": {}, "rules": [1]})", "Malformed endpoint rule set: a rule is no object."},
        {R"({"parameters": {}, "rules": [{"conditions": []}]})",
         "Malformed endpoint rule set: a rule has no `type`."},
        {R"({"parameters": {}, "rules": [{"type": "loop", "conditions": []}]})",
         "Unknown rule type: loop. A rule must be of type tree, endpoint or error."},
        {R"({"parameters": {"A": {"type": "int"}}, "rules": []})",
         "Unknown parameter type: int. A parameter must be of type string, boolean, or stringarray."},
        {R"({"parameters": {"A": {"type": "string", "default": 1}}, "rules": []})",
         "Malformed endpoint rule set: the default of A does not have its type."},
        {R"({"parameters": {}, "rules": [)" +
             nested(R"({"type": "tree", "conditions": [], "rules": [)", rule, "]}", 200) + "]}",
         "Malformed endpoint rule set: its rules are nested too deeply."},
        {R"({"parameters": {}, "rules": [{"type": "error", "conditions": [], "error": )" +
             nested(R"({"fn": "not", "argv": [)", "1", "]}", 200) + "}]}",
         "Malformed endpoint rule set: function calls are nested too deeply."},
        {R"({"parameters": {}, "rules": [{"type": "endpoint", "conditions": [], "endpoint": {"url": "", "properties": )" +
             nested(R"({"a": )", "1", "}", 200) + "}}]}",
         "Malformed endpoint rule set: a property is nested too deeply."},
    };
    for (auto const& r : rows) {
        CAPTURE(r.expected);
        CHECK(compile_failure(r.text) == r.expected);
    }
}

TEST_CASE("a faulty rule only matters to the resolution that meets it") {
    auto const rules = with_rules(R"(
      {"type": "error", "conditions": [{"fn": "booleanEquals", "argv": [{"ref": "Flag"}, true]},
                                       {"fn": "coalesce", "argv": []}], "error": "x"},
      {"type": "error", "conditions": [{"fn": "isSet", "argv": [{"ref": "Text"}]},
                                       {"fn": "isSet", "argv": []}], "error": "x"},
      {"type": "error", "conditions": [{"fn": "isSet", "argv": [{"ref": "Region"}]}, {"ref": "Flag"}], "error": "x"},
      {"type": "endpoint", "conditions": [], "endpoint": {"url": "https://x"}})");
    CHECK(rules->resolve_named({}).url == "https://x");
    CHECK(failure(*rules, {{"Flag", true}}) == "Unknown endpoint rule function: coalesce.");
    CHECK(failure(*rules, {{"Text", std::string()}}) ==
          "Endpoint rule function isSet takes 1 arguments, not 0.");
    CHECK(failure(*rules, {{"Region", std::string()}}) == "A condition is no function call.");
}

TEST_CASE("templates that feed each other stay bounded") {
    std::string conditions = R"({"fn": "uriEncode", "argv": ["{Text}"], "assign": "va"})";
    for (char c = 'b'; c <= 'z'; ++c) {
        std::string const previous = std::string("{v") + static_cast<char>(c - 1) + "}";
        conditions +=
            R"(, {"fn": "uriEncode", "argv": [")" + previous + previous + R"("], "assign": "v)" + c + "\"}";
    }
    auto const rules =
        with_rules(R"({"type": "error", "conditions": [)" + conditions + R"(], "error": "end"})");
    CHECK(failure(*rules, {{"Text", std::string("a")}}) ==
          "A template of the endpoint rule set became too long.");
}
