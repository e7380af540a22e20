// `Key=a,Value=b`.
#include "shorthand.hpp"

#include <doctest/doctest.h>

#include "usage_error.hpp"

TEST_CASE("shorthand is read") {
    struct {
        std::string_view text;
        std::string_view json;
    } const cases[] = {
        {"a=b", R"({"a":"b"})"},
        {"a=b,c=d", R"({"a":"b","c":"d"})"},
        {"a=", R"({"a":""})"},
        {"a=,c=d", R"({"a":"","c":"d"})"},
        {"a=b,c,d=e", R"({"a":["b","c"],"d":"e"})"},
        {"a=x=y", R"({"a":"x=y"})"},
        {"a=[b,c],d=e", R"({"a":["b","c"],"d":"e"})"},
        {"a=[],b={}", R"({"a":[],"b":{}})"},
        {"a={b=c,d=[e,f]}", R"({"a":{"b":"c","d":["e","f"]}})"},
        {"a=[{k=1},{k=2}]", R"({"a":[{"k":"1"},{"k":"2"}]})"},
        {"a='b, c',d=\"e=f\"", R"({"a":"b, c","d":"e=f"})"},
        {R"(a='it\'s')", R"({"a":"it's"})"},
        {R"(a=b\,c)", R"({"a":"b,c"})"},
        {" a = b , c = d ", R"({"a":"b","c":"d"})"},
        {"a=]b}", R"({"a":"]b}"})"},
        {":v={S=k}", R"({":v":{"S":"k"}})"},
        {"\xC3\xA9=\xC3\xBC", "{\"\xC3\xA9\":\"\xC3\xBC\"}"},
        {"a=b,a=c", R"({"a":"c"})"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        CHECK(coaws::to_json(cli::parse_shorthand(c.text)) == c.json);
    }
}

TEST_CASE("malformed shorthand is told with its place") {
    for (std::string_view text : {"", "a", "=b", "a=b,", "a={b=c", "a=[b", "a='b", "a={b}", "a=[b]c"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(cli::parse_shorthand(text), cli::usage_error);
    }
}

TEST_CASE("nesting is bounded") {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "a={";
    CHECK_THROWS_AS(cli::parse_shorthand(deep), cli::usage_error);
    CHECK_THROWS_AS(cli::parse_shorthand("a=" + std::string(100'000, '[')), cli::usage_error);
}

TEST_CASE("a message shows nothing of the values") {
    try {
        cli::parse_shorthand("password=hunter2,{");
        FAIL("no error");
    } catch (cli::usage_error const& failure) {
        CHECK(std::string_view(failure.what()).find("hunter2") == std::string_view::npos);
    }
}
