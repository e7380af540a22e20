// Merging into the text of a model.
#include "model/extras.hpp"

#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <string>

#include "model/json_text.hpp"

using namespace coaws;

namespace {

std::optional<std::string> merged(std::string_view text, std::string_view extra) {
    return model::merge_into_text(text, json::document::parse(extra).value()->root());
}

}  // namespace

TEST_CASE("objects are merged, anything else is replaced, new members come last") {
    struct row {
        char const* text;
        char const* extra;
        char const* expected;
    };
    static constexpr row rows[] = {
        {"{}", R"({"a":1})", R"({"a":1})"},
        {R"({"a":1})", "{}", R"({"a":1})"},
        {R"({"a":1,"b":2})", R"({"a":"x"})", R"({"a":"x","b":2})"},
        {R"({"b":2})", R"({"a":true,"c":[]})", R"({"b":2,"a":true,"c":[]})"},
        {R"( { "a" : { "b" : [1, {"c": 2}] } , "z" : null } )", R"({"a":{"d":1.5}})",
         R"( { "a" : { "b" : [1, {"c": 2}] ,"d":1.5} , "z" : null } )"},
        {R"({"a":{"b":1}})", R"({"a":[1]})", R"({"a":[1]})"},
        {R"({"a":[1,2]})", R"({"a":{"b":1}})", R"({"a":{"b":1}})"},
        {R"({"a":"} \" ,","b":"\\"})", R"({"b":0})", R"({"a":"} \" ,","b":0})"},
        {R"({"\u0061":1})", R"({"a":2})", R"({"\u0061":2})"},
        {R"({"a":{}})", R"({"a":{"b":{"c":{}}}})", R"({"a":{"b":{"c":{}}}})"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.text);
        CHECK(merged(r.text, r.extra) == std::optional<std::string>(r.expected));
    }
}

TEST_CASE("malformed text is refused or left to the parser, never a crash") {
    static constexpr char const* texts[] = {
        "",      "[",        "[]",  "{",       "{\"a\"",         "{\"a\":",   "{\"a\":\"", "{\"a\":{",
        "{a:1}", "{\"a\":1", "{\"", "{\"\\\"", "{\"a\":1 \"b\"", "{\"a\":[}", "{,}"};
    for (auto* text : texts) {
        CAPTURE(text);
        auto out = merged(text, R"({"a":{"b":1},"c":2})");
        CHECK((!out || !json::document::parse(*out)));
    }
    // Every cut of a good text.
    std::string const good = R"({"a":{"x":[1,"]}"]},"b":"\\\""})";
    for (std::size_t n = 0; n < good.size(); ++n) {
        auto out = merged(std::string_view(good).substr(0, n), R"({"a":{"b":1}})");
        CHECK((!out || !json::document::parse(*out)));
    }
}

TEST_CASE("JSON is written as it was read") {
    std::string const text =
        R"({"n":null,"t":true,"i":-7,"u":18446744073709551615,"d":0.25,"s":"\"\\\u0001é",)"
        R"("a":[{},[],""],"o":{"k":1}})";
    std::string out;
    model::append_json(out, json::document::parse(text).value()->root());
    CHECK(out == text);
}
