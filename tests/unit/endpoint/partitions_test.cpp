// The partitions of rule sets, and region patterns.
#include "endpoint/region_pattern.hpp"

#include <doctest/doctest.h>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/json.hpp>
#include <coaws/endpoint/partitions.hpp>
#include <string>

using namespace coaws;

TEST_CASE("a region finds the first partition that lists it or whose pattern fits") {
    auto const data = json::document::parse(R"({"partitions": [
        {"id": "one", "regionRegex": "^us\\-\\w+\\-\\d+$", "regions": {"us-a-1": {}}, "outputs": {"dnsSuffix": "one"}},
        {"id": "two", "regionRegex": "^eu\\-\\w+\\-\\d+$", "regions": {"us-b-2": {}, "us-odd": {}}, "outputs": {}},
        {"id": "three", "regions": {"x": {}, "us-odd": {}}, "outputs": {"name": "other"}}]})")
                          .value();
    auto const partitions = endpoint::partitions::load(data->root());
    struct row {
        char const* region;
        char const* id;
    };
    row const rows[] = {{"us-a-1", "one"}, {"us-b-2", "one"}, {"us-odd", "two"}, {"eu-x-99", "two"},
                        {"x", "three"},    {"y", "one"},      {"", "one"}};
    for (auto const& r : rows) {
        CAPTURE(r.region);
        CHECK(partitions->find(r.region).id == r.id);
    }
    CHECK(partitions->fallback().outputs.at("dnsSuffix") == value("one"));
    CHECK(partitions->find("x").outputs.at("name") == value("three"));
}

TEST_CASE("partition data without partitions is refused") {
    for (char const* text : {"{}", R"({"partitions": []})", R"({"partitions": [1]})", "[]",
                             R"({"partitions": [{"id": "a", "regionRegex": "("}]})"}) {
        CAPTURE(text);
        auto const data = json::document::parse(text).value();
        CHECK_THROWS_AS(endpoint::partitions::load(data->root()), endpoint_resolution_error);
    }
}

TEST_CASE("region patterns match from the start") {
    struct row {
        char const* pattern;
        char const* region;
        bool fits;
    };
    row const rows[] = {
        {"^(us|eu|ap)\\-\\w+\\-\\d+$", "eu-west-12", true},
        {"^(us|eu|ap)\\-\\w+\\-\\d+$", "eu-west-", false},
        {"^(us|eu|ap)\\-\\w+\\-\\d+$", "eu-west-1x", false},
        {"^(us|eu|ap)\\-\\w+\\-\\d+$", "xeu-west-1", false},
        {"^us\\-gov\\-\\w+\\-\\d+$", "us-gov-west-1", true},
        {"^eusc\\-(de)\\-\\w+\\-\\d+$", "eusc-de-east-1", true},
        {"us", "us-anything", true},
        {"[a-c]{2,3}$", "abc", true},
        {"[a-c]{2,3}$", "abca", false},
        {"[^a-c]x?$", "z", true},
        {"a.c*(?:d|ef)+$", "abefd", true},
        {"(a|ab)(c|bcd)$", "abcd", true},
    };
    for (auto const& r : rows) {
        CAPTURE(r.pattern);
        CAPTURE(r.region);
        CHECK(endpoint::region_pattern(r.pattern).matches(r.region) == r.fits);
    }
    CHECK_FALSE(endpoint::region_pattern().matches(""));
    CHECK_FALSE(endpoint::region_pattern("a*").matches(std::string(1000, 'a')));
    for (char const* pattern : {"(", ")", "a{", "a{x}", "[a", "\\", "*", "(?=a)", "\\b", "((((a))))"}) {
        CAPTURE(pattern);
        CHECK_THROWS_AS(endpoint::region_pattern{pattern}, endpoint_resolution_error);
    }
}

TEST_CASE("a pattern made to be slow is not") {
    std::string const name(endpoint::region_pattern::longest_region, 'a');
    CHECK_FALSE(endpoint::region_pattern("((a?){100}){100}(a*)*(a*)*(a*)*b$").matches(name));
}
